import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Resource } from '../../crd/schema/definition';

const folder = resolve(__dirname, '../../imports');
const load = createRequire(__filename);

const isResource = (value: unknown): value is Resource => typeof value === 'object' && value !== null && 'versions' in value && 'plural' in value;

/** Without the repetitions that the index.ts of a folder makes. */
const exported: readonly unknown[] = [
  ...new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .flatMap((file) => Object.values(load(join(folder, file)) as Readonly<Record<string, unknown>>)),
  ),
];

/** All kinds that files below imports/ export, in the order of the files. */
export const kinds: readonly Resource[] = exported.filter(isResource);

/** The kinds of all classes that files below imports/ export. */
export const kindsOfClasses: readonly Resource[] = exported.flatMap((value) =>
  typeof value === 'function' && 'resource' in value && isResource(value.resource) ? [value.resource] : [],
);
