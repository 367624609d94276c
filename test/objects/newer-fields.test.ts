import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { newer } from './newer';

const file = join(__dirname, '../../objects/newer-fields.ts');
const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);

test('the types are tried one by one, all of them', () => {
  const declared = source.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === 'NewerFields')?.members ?? [];
  const types = [...declared].flatMap(({ name }) => (name !== undefined && ts.isIdentifier(name) ? [name.text] : []));
  expect(types.length).toBeGreaterThan(10);
  expect([...new Set(newer.map(({ field }) => field.replace(/\..*/, '')))].sort()).toEqual([...types].sort());
});
