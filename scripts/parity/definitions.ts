import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { CustomResourceDefinition } from '../../crd/schema/manifest';

/** A CustomResourceDefinition, and its file as a path relative to the folder that was searched. */
export interface Found {
  readonly file: string;
  readonly definition: CustomResourceDefinition;
}

const isDefinition = (document: unknown): document is CustomResourceDefinition =>
  typeof document === 'object' && document !== null && 'kind' in document && document.kind === 'CustomResourceDefinition';

/** All CustomResourceDefinitions in the YAML files below a folder, file by file. */
export const definitionsBelow = (folder: string): readonly Found[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ text }) => text.includes('kind: CustomResourceDefinition'))
    .flatMap(({ file, text }) => parseAllDocuments(text).map((document) => ({ file, definition: document.toJS() as unknown })))
    .flatMap(({ file, definition }) => (isDefinition(definition) ? [{ file, definition }] : []));
