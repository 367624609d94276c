import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { packedPaths, tarball } from './project';
import { run } from './run';

const packed = new Set(packedPaths);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unpacked-'));
  run(folder, 'tar', '--extract', '--file', tarball, '--strip-components', '1');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

test('the package holds the library, its sources and the pages about it, and nothing of the workshop', () => {
  const places = new Set(
    packedPaths.map((path) =>
      path
        .replace(/^lib\/.*\.(js|d\.ts|js\.map|d\.ts\.map|bash)$/, 'lib/*.$1')
        .replace(/^docs\/.*\.md$/, 'docs/*.md')
        .replace(/^test\/fixtures\/invalid\/.*/, 'test/fixtures/invalid/*')
        .replace(/^(bootstrap|charts|cli|cluster|crd|imports|objects|plan|workloads)\/.*\.ts$/, '<room>/*.ts'),
    ),
  );
  expect([...places].sort()).toEqual([
    '<room>/*.ts',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.ko.md',
    'README.md',
    'cluster.schema.json',
    'cluster.yaml',
    'docs/*.md',
    'index.ts',
    'lib/*.bash',
    'lib/*.d.ts',
    'lib/*.d.ts.map',
    'lib/*.js',
    'lib/*.js.map',
    'package.json',
    // The pages show them.
    'test/fixtures/invalid/*',
    'test/live/emulator.md',
    'test/live/report.md',
  ]);
});

test('every source map leads to a source that is in the package', () => {
  const maps = packedPaths.filter((path) => path.endsWith('.map'));
  expect(maps.length).toBeGreaterThan(500);
  const sources = maps.flatMap((path) =>
    (JSON.parse(read(path)) as { readonly sources: readonly string[] }).sources.map((source) => normalize(join(dirname(path), source))),
  );
  expect(sources.filter((source) => !packed.has(source))).toEqual([]);
});

test('every relative link of a page leads to a file that is in the package', () => {
  const links = packedPaths
    .filter((path) => path.endsWith('.md'))
    .flatMap((page) =>
      [...read(page).matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target]) => ({ page, target: normalize(join(dirname(page), target ?? '')) })),
    );
  expect(links.length).toBeGreaterThan(100);
  const isThere = (target: string): boolean => packed.has(target) || packedPaths.some((path) => path.startsWith(`${target.replace(/\/$/, '')}/`));
  expect(links.filter(({ target }) => !isThere(target))).toEqual([]);
});

test('the command can be run as it is', () => {
  expect(read('lib/cli/cdk8s-metal.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
