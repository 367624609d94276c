import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const long = (lines: number): string => '// a line\n'.repeat(lines);

/** Each file breaks one habit, or shows what is right; all are looked at in one go. */
const FILES: readonly { readonly title: string; readonly path: string; readonly text: string; readonly rules: readonly string[] }[] = [
  { title: 'reads the disk', path: 'cluster/disk.ts', text: "import 'node:fs';\n", rules: ['no-restricted-imports'] },
  { title: 'reads the disk by its old name', path: 'plan/disk.ts', text: "import 'fs';\n", rules: ['no-restricted-imports'] },
  { title: 'reads the environment', path: 'charts/env.ts', text: "/** Home. */\nexport const home = process.env['HOME'];\n", rules: ['no-restricted-globals'] },
  { title: 'reads the clock', path: 'bootstrap/now.ts', text: '/** Now. */\nexport const now = Date.now();\n', rules: ['no-restricted-properties'] },
  { title: 'reads the clock by new Date', path: 'bootstrap/date.ts', text: '/** Now. */\nexport const now = new Date();\n', rules: ['no-restricted-syntax'] },
  { title: 'throws dice', path: 'plan/dice.ts', text: '/** Luck. */\nexport const luck = Math.random();\n', rules: ['no-restricted-properties'] },
  {
    title: 'does all of this at the rim',
    path: 'main.ts',
    text: "import 'node:fs';\nconsole.log(Date.now(), Math.random(), process.env['HOME']);\n",
    rules: [],
  },
  {
    title: 'has a member to write to',
    path: 'crd/member.ts',
    text: '/** A. */\nexport interface A {\n  /** B. */\n  b: string;\n}\n',
    rules: ['no-restricted-syntax'],
  },
  {
    title: 'has an array to write to',
    path: 'crd/array.ts',
    text: '/** A. */\nexport interface A {\n  /** B. */\n  readonly b: string[];\n}\n',
    rules: ['no-restricted-syntax'],
  },
  { title: 'exports something without a name', path: 'crd/nameless.ts', text: 'export default 1;\n', rules: ['no-restricted-syntax'] },
  {
    title: 'exports whatever there is',
    path: 'index.ts',
    text: "export * from './crd/any';\n",
    rules: ['no-restricted-syntax', '@typescript-eslint/consistent-type-exports'],
  },
  { title: 'says any', path: 'crd/any.ts', text: '/** A. */\nexport type A = any;\n', rules: ['@typescript-eslint/no-explicit-any'] },
  {
    title: 'imports a type as a value',
    path: 'crd/type.ts',
    text: "import { A } from './any';\n/** B. */\nexport type B = A;\n",
    rules: ['@typescript-eslint/consistent-type-imports'],
  },
  { title: 'exports without a word about it', path: 'crd/mute.ts', text: 'export const a = 1;\n', rules: ['jsdoc/require-jsdoc'] },
  {
    title: 'has a member without a word about it',
    path: 'crd/silent.ts',
    text: '/** A. */\nexport interface A {\n  readonly b: string;\n  /** @default none */\n  readonly c?: string;\n}\n/** D. */\nexport class D {\n  public readonly e = 1;\n}\n',
    rules: ['house/member-told', 'house/member-told', 'house/member-told'],
  },
  {
    title: 'has members of which something is said, that say it themselves, or that nobody sees',
    path: 'crd/told.ts',
    text: "/** A. */\nexport interface A {\n  /** B. @default none */\n  readonly b?: string;\n  readonly kind: 'a';\n}\ninterface C {\n  readonly d: string;\n}\n/** E. */\nexport class E {\n  private readonly f = 1;\n  /** The sum. */\n  public g(c: C): string {\n    return c.d + String(this.f);\n  }\n}\n",
    rules: [],
  },
  {
    title: 'says no default',
    path: 'charts/props.ts',
    text: '/** A. */\nexport interface AProps {\n  /** B. */\n  readonly b?: string;\n  /**\n   * C.\n   * @default none\n   */\n  readonly c?: string;\n}\n',
    rules: ['house/default-told'],
  },
  { title: 'is named for nothing', path: 'crd/util.ts', text: '', rules: ['check-file/filename-blocklist'] },
  { title: 'is named in capitals', path: 'crd/MyFile.ts', text: '', rules: ['check-file/filename-naming-convention'] },
  { title: 'is too long', path: 'crd/long.ts', text: long(301), rules: ['max-lines'] },
  { title: 'is as long as the kind that it describes', path: 'imports/long.ts', text: long(301), rules: [] },
  { title: 'has a long function', path: 'crd/function.ts', text: `/** A. */\nexport function a(): void {\n${long(60)}}\n`, rules: ['max-lines-per-function'] },
  { title: 'leaves something to do', path: 'crd/todo.ts', text: '// TODO: the rest\n', rules: ['no-warning-comments'] },
  { title: 'expects nothing', path: 'test/a.test.ts', text: "test('a', () => {});\n", rules: ['jest/expect-expect'] },
  { title: 'expects without a verdict', path: 'test/b.test.ts', text: "test('a', () => {\n  expect(1);\n});\n", rules: ['jest/valid-expect'] },
  { title: 'runs alone', path: 'test/c.test.ts', text: "test.only('a', () => {\n  expect(1).toBe(1);\n});\n", rules: ['jest/no-focused-tests'] },
  { title: 'is skipped for good', path: 'test/d.test.ts', text: "test.skip('a', () => {\n  expect(1).toBe(1);\n});\n", rules: ['no-restricted-syntax'] },
  {
    title: 'is skipped on a condition',
    path: 'test/e.test.ts',
    text: "(process.env['HERE'] === undefined ? test : test.skip)('a', () => {\n  expect(1).toBe(1);\n});\n",
    rules: [],
  },
];

let found: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lint-')));
  for (const file of ['eslint.config.mjs', 'tsconfig.json']) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { path, text } of FILES) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--format', 'json'], { cwd: folder, encoding: 'utf8' });
  const report = JSON.parse(stdout) as readonly {
    readonly filePath: string;
    readonly messages: readonly { readonly ruleId: string; readonly message: string }[];
  }[];
  found = new Map(
    report.map(({ filePath, messages }) => [relative(folder, filePath), messages.map(({ ruleId, message }) => (ruleId === '' ? message : ruleId))]),
  );
  rmSync(folder, { recursive: true });
}, 120_000);

test.each(FILES)('a file that $title is told of $rules', ({ path, rules }) => {
  expect(found.get(path)).toEqual(rules);
});
