import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

// Starts programs, on a machine that may be busy.
jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');

/** The table of rooms, as the design has it: x where the room of the line may import the room of the column. */
const HOUSE = `
            cluster crd imports objects workloads charts bootstrap plan cli index main test scripts
  cluster      x     .     .       .        .        .       .       .   .    .     .    .     .
  crd          .     x     .       .        .        .       .       .   .    .     .    .     .
  imports      .     x     x       .        .        .       .       .   .    .     .    .     .
  objects      .     .     x       x        .        .       .       .   .    .     .    .     .
  workloads    x     .     x       x        x        .       .       .   .    .     .    .     .
  charts       x     .     x       x        x        x       .       .   .    .     .    .     .
  bootstrap    x     .     .       .        .        .       x       .   .    .     .    .     .
  plan         x     .     .       .        .        .       .       x   .    .     .    .     .
  cli          x     x     x       x        x        x       x       x   x    .     .    .     .
  index        x     x     x       x        x        x       x       x   x    x     .    .     .
  main         x     x     x       x        x        x       x       x   x    x     .    .     .
  test         x     x     x       x        x        x       x       x   x    x     .    x     x
  scripts      x     x     x       x        x        x       x       x   x    x     .    x     x`;

/** The floors of each folder from the ground up, as the design has them; | stands between folders of one floor, roof is what lies in the folder itself. */
const FLOORS = `
  cluster         values model facts spec read complete rules roof
  crd             schema cel validate roof
  workloads       places pods claims|companions|foreign releases
  charts          row gateway|network|samples|storage roof
  charts/network  calico|flannel|kube-router roof
  charts/storage  rook classes|snapshot roof`;

const [columns = [], ...lines] = HOUSE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const arrows = lines.flatMap(([from = '', ...marks]) => marks.map((mark, index) => ({ from, to: columns[index] ?? '', allowed: mark === 'x' })));
const fileOf = (place: string, name: string): string => (['index', 'main'].includes(place) ? `${place}.ts` : `${place}/${name}.ts`);

let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'walls-'));
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) cpSync(join(root, file), join(house, file));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
});

afterAll(() => rmSync(house, { recursive: true }));

/** What the walls refuse in a house with these files: `rule: from → to`. */
function refused(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), ...Object.keys(files), '--output-type', 'json'],
    {
      cwd: house,
      encoding: 'utf8',
    },
  );
  const report = JSON.parse(stdout) as {
    readonly summary: { readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[] };
  };
  for (const path of Object.keys(files)) rmSync(join(house, path));
  return report.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`).sort();
}

test.each(['import', 'import type'])('each arrow of the table is let through, and every other %s is refused', (keyword) => {
  const files: Record<string, string> = {};
  for (const place of columns) files[fileOf(place, 'target')] = 'export type T = 1;\n';
  for (const { from, to } of arrows) {
    const path = fileOf(from, `to-${to}`);
    files[path] =
      `${files[path] ?? ''}${keyword} { T as ${to}T } from '${from === 'index' || from === 'main' ? '.' : '..'}/${fileOf(to, 'target').slice(0, -3)}';\nexport type ${to}U = ${to}T;\n`;
  }
  const seen = new Set(
    refused(files)
      .filter((line) => !/^no-(circle|ring)/.test(line))
      .map((line) => line.replace(/^.*: /, '')),
  );
  const expected = arrows
    .filter(({ from, to, allowed }) => !allowed && from !== to)
    .map(({ from, to }) => `${fileOf(from, `to-${to}`)} → ${fileOf(to, 'target')}`);
  expect([...seen].sort()).toEqual(expected.sort());
});

interface Floor {
  readonly folder: string;
  readonly name: string;
  readonly height: number;
}

const floors: readonly Floor[] = FLOORS.trim()
  .split('\n')
  .flatMap((line) => {
    const [folder = '', ...list] = line.trim().split(/\s+/);
    return list.flatMap((names, height) => names.split('|').map((name) => ({ folder, name, height })));
  });
const pathOn = ({ folder, name }: Floor, file: string): string => (name === 'roof' ? `${folder}/${file}.ts` : `${folder}/${name}/${file}.ts`);

test('each floor imports those below it, and no other', () => {
  const pairs = floors.flatMap((from) => floors.filter((to) => to.folder === from.folder && to.name !== from.name).map((to) => ({ from, to })));
  const files: Record<string, string> = Object.fromEntries(floors.map((floor) => [pathOn(floor, 'target'), 'export type T = 1;\n']));
  for (const { from, to } of pairs) {
    const way = relative(dirname(pathOn(from, `to-${to.name}`)), pathOn(to, 'target')).replace(/\.ts$/, '');
    files[pathOn(from, `to-${to.name}`)] = `import type { T } from '${way.startsWith('.') ? way : `./${way}`}';\nexport type U = T;\n`;
  }
  const expected = pairs
    .filter(({ from, to }) => to.height >= from.height)
    .map(({ from, to }) => `${from.folder}/${from.name}-ceiling: ${pathOn(from, `to-${to.name}`)} → ${pathOn(to, 'target')}`);
  expect(refused(files).filter((line) => line.includes('-ceiling: '))).toEqual(expected.sort());
});

test('a folder without a floor is refused', () => {
  expect(refused({ 'cluster/attic/a.ts': "export type { B } from './b';\n", 'cluster/attic/b.ts': 'export type B = 1;\n' })).toEqual([
    'cluster-floors: cluster/attic/a.ts → cluster/attic/b.ts',
  ]);
});

test('folders form no ring, even where their files do not', () => {
  const files = {
    'plan/x/a.ts': "export type { B } from '../y/b';\n",
    'plan/y/b.ts': 'export type B = 1;\n',
    'plan/y/c.ts': "export type { D } from '../x/d';\n",
    'plan/x/d.ts': 'export type D = 1;\n',
  };
  expect(refused(files)).toEqual(['no-ring-of-folders: plan/x → plan/y', 'no-ring-of-folders: plan/y → plan/x']);
});

test('how a cluster is read and judged is not asked by other rooms', () => {
  expect(refused({ 'cluster/read/a.ts': 'export type A = 1;\n', 'plan/a.ts': "export type { A } from '../cluster/read/a';\n" })).toEqual([
    'cluster-doors: plan/a.ts → cluster/read/a.ts',
  ]);
});

/** Each file breaks one wall or none, and all are looked at in one go. */
const FILES: readonly { readonly title: string; readonly path: string; readonly text: string; readonly rules: readonly string[] }[] = [
  { title: 'a circle', path: 'cluster/a.ts', text: "import { b } from './b';\nexport const a = b;\n", rules: ['no-circle'] },
  { title: 'a circle of types', path: 'crd/a.ts', text: "import type { B } from './b';\nexport type A = B | 1;\n", rules: ['no-circle'] },
  { title: 'cdk8s in cluster/', path: 'cluster/app.ts', text: "export { App } from 'cdk8s';\n", rules: ['cluster-knows-no-cdk8s'] },
  {
    title: 'a type of constructs in cluster/',
    path: 'cluster/type.ts',
    text: "export type { Construct } from 'constructs';\n",
    rules: ['cluster-knows-no-cdk8s'],
  },
  { title: 'the disk in a room', path: 'bootstrap/disk.ts', text: "export { readFileSync } from 'node:fs';\n", rules: ['rooms-touch-nothing'] },
  { title: 'a devDependency in a room', path: 'plan/tool.ts', text: "export { ls } from 'shelljs';\n", rules: ['shipped-needs-no-tools'] },
  { title: 'a way that leads nowhere', path: 'index.ts', text: "export { a } from './nowhere';\n", rules: ['nothing-unresolved'] },
  { title: 'cdk8s in charts/', path: 'charts/app.ts', text: "export { App } from 'cdk8s';\n", rules: [] },
  { title: 'the disk in cli/', path: 'cli/disk.ts', text: "export { readFileSync } from 'node:fs';\n", rules: [] },
  {
    title: 'an import of a program',
    path: 'cli/again.ts',
    text: "import './cdk8s-metal';\n",
    rules: ['nothing-imports-programs'],
  },
  { title: 'the disk in main.ts', path: 'main.ts', text: "export { readFileSync } from 'node:fs';\n", rules: [] },
];
const RETURN_PATHS = {
  'cli/cdk8s-metal.ts': '',
  'cluster/b.ts': "import { a } from './a';\nexport const b = a;\n",
  'crd/b.ts': "import type { A } from './a';\nexport type B = A[];\n",
};

describe('A file with', () => {
  let lines: readonly string[];
  beforeAll(() => {
    lines = refused({ ...Object.fromEntries(FILES.map(({ path, text }) => [path, text])), ...RETURN_PATHS });
  });

  test.each(FILES)('$title is refused by $rules', ({ path, rules }) => {
    expect(lines.filter((line) => line.includes(`: ${path} → `)).map((line) => line.replace(/:.*/, ''))).toEqual(rules);
  });
});
