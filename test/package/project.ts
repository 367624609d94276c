import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run';

/** The project's folder. */
export const root = resolve(__dirname, '../..');

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const folder = process.env['PACKED'] ?? '';
const [packed] = JSON.parse(readFileSync(join(folder, 'packed.json'), 'utf8')) as readonly Packed[];

/** The package file that pack.ts made. */
export const tarball = join(folder, packed?.filename ?? '');

/** The paths in it. */
export const packedPaths: readonly string[] = (packed?.files ?? []).map(({ path }) => path);

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** cdk8s and constructs: the newest that the package takes, or the oldest. */
export const peers = (which: 'newest' | 'oldest'): readonly string[] =>
  Object.entries(manifest.peerDependencies).map(([name, range]) => `${name}@${which === 'newest' ? range : range.replace(/^\^/, '')}`);

/** An empty project with these packages installed, in a folder of its own that the caller removes. */
export function projectWith(...packages: readonly string[]): string {
  const project = mkdtempSync(join(tmpdir(), 'package-'));
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  run(project, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages);
  return project;
}

/** The compiler that the project itself uses. */
export const typescript = `typescript@${manifest.devDependencies['typescript'] ?? ''}`;

/** The TypeScript of a page. */
export const examplesOf = (page: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code ?? '');
