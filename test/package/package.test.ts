import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const examplesOf = (page: string): readonly string[] =>
  existsSync(join(root, page)) ? [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code ?? '') : [];
const examples = examplesOf('README.md');

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Runs a program; all that it said is in the error when it fails. */
function run(folder: string, program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const describeExamples = examples.length > 0 ? describe : describe.skip;

describeExamples('The package, packed and installed in an empty project (skipped where README.md has no TypeScript example)', () => {
  let project: string;
  let packed: Packed;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'package-'));
    const packing = run(root, 'npm', 'pack', '--json', '--pack-destination', project);
    // What the build says comes before npm's own words.
    const [answer] = JSON.parse(packing.slice(packing.search(/^\[$/m))) as readonly Packed[];
    if (answer === undefined) throw new Error(`npm pack packed nothing: ${packing}`);
    packed = answer;

    const { devDependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
    const beside = [...Object.entries(peerDependencies), ['typescript', devDependencies['typescript'] ?? '']].map(([name, version]) => `${name}@${version}`);
    writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
    run(project, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(project, packed.filename), ...beside);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test('holds the library and the pages about it, and nothing of the workshop', () => {
    const places = new Set(packed.files.map(({ path }) => path.replace(/^lib\/.*\.(js|d\.ts|bash)$/, 'lib/*.$1').replace(/^docs\/.*\.md$/, 'docs/*.md')));
    const expected = [
      'CHANGELOG.md',
      'LICENSE',
      'README.ko.md',
      'README.md',
      'cluster.schema.json',
      'cluster.yaml',
      'docs/*.md',
      'lib/*.bash',
      'lib/*.d.ts',
      'lib/*.js',
      'package.json',
    ];
    expect([...places].sort()).toEqual(expected);
    expect(packed.files.filter(({ path }) => /(^|\/)(test|scripts|bench)\//.test(path))).toEqual([]);
  });

  test('compiles and runs the example of the README, which writes manifests', () => {
    expect(examples).toHaveLength(1);
    writeFileSync(join(project, 'app.ts'), examples[0] ?? '');
    run(project, 'node_modules/.bin/tsc', '--strict', '--target', 'es2022', '--module', 'nodenext', 'app.ts');
    run(project, process.execPath, 'app.js');
    const written = (name: string): string => readFileSync(join(project, 'dist', name), 'utf8');
    expect(readdirSync(join(project, 'dist')).sort()).toEqual([
      '0000-namespaces.k8s.yaml',
      '0100-calico-operator.k8s.yaml',
      '0110-calico.k8s.yaml',
      '0900-encryption.k8s.yaml',
    ]);
    expect(written('0110-calico.k8s.yaml')).toMatch(/^ {8}encapsulation: None$[^]*^ {4}mtu: 9000$/m);
    expect(written('0900-encryption.k8s.yaml')).toBe(
      'apiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata:\n  name: default\nspec:\n  wireguardEnabled: true\n',
    );
  });

  test('refuses in the compiler what the example would misspell', () => {
    writeFileSync(join(project, 'wrong.ts'), (examples[0] ?? '').replace('nodeCidr', 'nodesCidr'));
    const compile = (): string => run(project, 'node_modules/.bin/tsc', '--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', 'wrong.ts');
    expect(compile).toThrow("'nodesCidr' does not exist in type");
  });

  test('compiles the TypeScript of all pages to learn from', () => {
    const pages = readdirSync(join(root, 'docs/learn')).filter((page) => page.endsWith('.md'));
    const programs = pages.flatMap((page) =>
      examplesOf(`docs/learn/${page}`).map((code, index) => {
        const file = `${page.replace(/\W/g, '-')}-${index}.ts`;
        writeFileSync(join(project, file), code);
        return file;
      }),
    );
    expect(programs.length).toBeGreaterThan(30);
    run(project, 'node_modules/.bin/tsc', '--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', ...programs);
  });

  test('has the same example on the Korean page', () => {
    expect(examplesOf('README.ko.md')).toEqual(examples);
  });
});
