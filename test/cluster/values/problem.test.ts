import { at, byPosition, error, formatPath, formatProblem, nameError, quoted, shorten, warning } from '../../../cluster/values/problem';

test.each([
  [[], ''],
  [['name'], 'name'],
  [['nodes', 2, 'address'], 'nodes[2].address'],
  [['nodes', 0, 'labels', 'example.com/rack'], 'nodes[0].labels["example.com/rack"]'],
  [['nodes', 0, 'rôle'], 'nodes[0]["rôle"]'],
  [['a', 'b"c\n'], 'a["b\\"c\\n"]'],
])('%j is written %s', (path, text) => expect(formatPath(path)).toBe(text));

test.each([
  ['192.168.0.12', '192.168.0.12'],
  ['/dev/disk/by-id/ata-A_1', '/dev/disk/by-id/ata-A_1'],
  ["it's", "it's"],
  ['', '""'],
  [' ', '" "'],
  ['1 TB', '"1 TB"'],
  ['1TB ', '"1TB "'],
  ["'a'", `"'a'"`],
  ['"a"', '"\\"a\\""'],
  ['１TB', '"１TB"'],
  ['다락', '"다락"'],
  ['a\u00a0b', '"a\\u00a0b"'],
  ['a\u200bb', '"a\\u200bb"'],
  ['\u202eevil', '"\\u202eevil"'],
  ['\u001b[31mred', '"\\u001b[31mred"'],
  ['two\nlines\tand\r', '"two\\nlines\\tand\\r"'],
  ['\ud83d', '"\\ud83d"'],
  ['\u{e0041}', '"\\u{e0041}"'],
])('%j is quoted as %s', (value, text) => expect(quoted(value)).toBe(text));

test('a long value is cut, and never through a character', () => {
  expect(shorten('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
  expect(quoted('x'.repeat(120))).toBe('x'.repeat(120));
  expect(quoted('x'.repeat(121))).toBe(`"${'x'.repeat(120)}…"`);
  expect([...shorten('😀'.repeat(100))].every((character) => character === '😀' || character === '…')).toBe(true);
});

const PLAIN = error(['name'], 'My Home', 'is not an RFC 1123 label', 'use dashes');

test.each([
  ['an error', PLAIN, 'name "My Home" is not an RFC 1123 label; use dashes'],
  ['a warning', warning(['a'], undefined, 'is old', 'use b'), 'warning: a is old; use b'],
  ['an error in a name', nameError(['b'], 'is not a field', 'remove it'), 'b is not a field; remove it'],
  ['an error of the whole', error([], undefined, 'the spec is empty', 'begin'), 'the spec is empty; begin'],
])('%s is one sentence', (_, problem, text) => expect(formatProblem(problem)).toBe(text));

test('file and position come first', () => {
  expect(formatProblem(PLAIN, 'cluster.yaml')).toBe('cluster.yaml  name "My Home" is not an RFC 1123 label; use dashes');
  expect(formatProblem({ ...PLAIN, position: { line: 2, column: 7 } }, 'cluster.yaml')).toMatch(/^cluster\.yaml:2:7 {2}name /);
});

test('problems come in the order of the text', () => {
  const places = [
    [3, 1],
    [1, 9],
    [1, 2],
    [2, 5],
  ].map(([line = 0, column = 0]) => ({ ...PLAIN, position: { line, column } }));
  expect([...places].sort(byPosition).map(({ position: { line, column } }) => `${line}:${column}`)).toEqual(['1:2', '1:9', '2:5', '3:1']);
});

test('a path goes on inside', () => expect(at(['nodes', 2], 'disks', 0)).toEqual(['nodes', 2, 'disks', 0]));
