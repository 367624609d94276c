import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const root = resolve(__dirname, '../..');

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> };
}

const { exports, typesVersions } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** Sub-path → its source, for those that are code. */
const entries = Object.entries(exports).flatMap(([path, target]) =>
  typeof target === 'string' ? [] : [{ path, target, source: join(root, target.default.replace(/^\.\/lib\//, '').replace(/\.js$/, '.ts')) }],
);

/** The names that a file exports; `export *` has none, and is refused below. */
function namesOf(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported === true && (ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement))) return [statement.name?.text ?? ''];
    if (!ts.isExportDeclaration(statement)) return [];
    return statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : ['*'];
  });
}

test('each sub-path has types beside its code, also for compilers that do not read exports', () => {
  for (const { target } of entries) expect(target.types).toBe(target.default.replace(/\.js$/, '.d.ts'));
  expect(typesVersions['*']).toEqual(Object.fromEntries(entries.filter(({ path }) => path !== '.').map(({ path, target }) => [path.slice(2), [target.types]])));
});

test.each(entries)('$path names what it exports', ({ source }) => {
  expect(existsSync(source)).toBe(true);
  expect(namesOf(source)).not.toContain('*');
  expect(namesOf(source).length).toBeGreaterThan(0);
});

test('the library itself is about 25 names', () => {
  expect(namesOf(join(root, 'index.ts')).length).toBeLessThanOrEqual(25);
});

test('an editor that looks for a name finds it once', () => {
  const all = entries.flatMap(({ source }) => namesOf(source));
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});

test('no name is one that every program has', () => {
  const generic =
    /^(Amount|Column|Container|Disk|Duration|Network|Node|Outcome|Path|Pods|Position|Probe|Reason|Resources|Rule|Share|Static|Storage|Taint|Version|Weights|[a-z]+)$/;
  const words = entries.flatMap(({ source }) => namesOf(source)).filter((name) => generic.test(name));
  // One word that says enough: builders of schemas, and what a pod may stand.
  expect(words.sort()).toEqual(['schema', 'tolerate']);
});

test('each sub-path has a report of its names, and there is no other', () => {
  const expected = entries.map(({ path }) => `${path === '.' ? 'index' : path.slice(2).replaceAll('/', '-')}.api.md`);
  expect(readdirSync(join(root, 'docs/api-report')).sort()).toEqual(expected.sort());
});
