import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, allOf, filesOf, root } from './part';

interface Word {
  readonly pattern: RegExp;
  /** Which files may not say it. */
  readonly files: RegExp;
  readonly why: string;
}

const CODE = /\.(ts|js|cjs|mjs|json|yaml|yml|sh|bash|bats)$|^\.ci\/run$/;
const LOCK = /^package-lock\.json$/;

/** What no file may say. This file and its test are the only ones that must. */
export const WORDS: readonly Word[] = [
  { pattern: /[\w/-]:latest\b|\bstable\.txt\b/, files: CODE, why: 'a version is pinned, never whatever is newest' },
  { pattern: /"resolved":/, files: LOCK, why: 'the lock names versions and checksums, not a mirror; .npmrc has omit-lockfile-registry-resolved' },
  { pattern: /(^|[\s"'`=(:])\/(work|root\/\.(cache|npm|config))\//, files: /./, why: 'a path of one machine' },
  { pattern: /\bset\s+(-\w*x|-o\s+xtrace)/, files: CODE, why: 'a trace shows secrets' },
  { pattern: /\b(curl|wget)\b[^|;&]*\|\s*(sudo\s+)?(ba)?sh\b/, files: CODE, why: 'what is downloaded is checked before it runs' },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, files: /^(?!test\/fixtures\/invalid\/)/, why: 'a private key' },
  { pattern: /(^|[\s"'`=:])[a-z0-9]{6}\.[a-z0-9]{16}(?=$|[\s"'`,])/, files: /^(?!test\/[^]*\.(ts|bats|bash)$)/, why: 'the shape of a bootstrap token' },
];

/** The lines of a file that say what they must not, as `file:line: why: text`. */
export function forbidden(path: string, text: string): readonly string[] {
  const words = WORDS.filter(({ files }) => files.test(path));
  return text
    .split('\n')
    .flatMap((line, index) => words.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${path}:${index + 1}: ${why}: ${line.trim().slice(0, 120)}`));
}

/** Looks through all files of the project. */
export function words(): Outcome {
  const files = filesOf('.').filter((path) => !/^(scripts|test\/project)\/(verify\/)?words\b/.test(path));
  const found = files.flatMap((path) => forbidden(path, readFileSync(join(root, path), 'utf8')));
  return allOf({ ok: found.length === 0, output: found.map((line) => `${line}\n`).join('') });
}
