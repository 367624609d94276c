import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';

const FOLDER = process.env['UPSTREAM'] ?? path.resolve(__dirname, '../../../shared/upstream');

/** A suite that compares with upstream's release files; skipped, and saying so, where they are missing. */
export const describeUpstream = (title: string, suite: () => void): void =>
  existsSync(FOLDER)
    ? describe(title, suite)
    : describe.skip(`${title} (skipped: no upstream release files at ${FOLDER}; set UPSTREAM to a folder that has them, such as calico-v3.32.1/tigera-operator.yaml)`, suite);

/** The objects of one of upstream's release files. */
export const upstream = (file: string): readonly unknown[] =>
  parseAllDocuments(readFileSync(path.join(FOLDER, file), 'utf8'))
    .map((document): unknown => document.toJS())
    .filter((object) => object !== null);
