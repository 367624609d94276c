import { celName, celValue } from '../../../crd/cel/value';
import { anything, array, integer, map, number, object, string } from '../../../crd/schema/schema';
import { result } from './result';

/** @see https://kubernetes.io/docs/reference/using-api/cel/#escaping */
test.each([
  ['spec', 'spec'],
  ['namespace', '__namespace__'],
  ['a-b', 'a__dash__b'],
  ['a.b', 'a__dot__b'],
  ['a/b', 'a__slash__b'],
  ['a__b', 'a__underscores__b'],
  ['namespaces', 'namespaces'],
])('a rule knows the field %j as %s', (name, expected) => {
  expect(celName(name)).toBe(expected);
});

const schema = object({
  whole: integer(),
  fraction: number(),
  wait: string({ format: 'duration' }),
  at: string({ format: 'date-time' }),
  day: string({ format: 'date' }),
  data: string({ format: 'byte' }),
  list: array(integer()),
  labels: map(string()),
  'a-b': string(),
  open: anything(),
});

test.each<[string, object, unknown]>([
  ['type(self.whole) == int', { whole: 3 }, true],
  ['type(self.fraction) == double', { fraction: 3 }, true],
  ["self.wait == duration('90m')", { wait: '1h30m' }, true],
  ["self.wait == duration('48h')", { wait: '2 days' }, true],
  ["self.at == timestamp('2026-01-31T12:00:00.5Z')", { at: '2026-01-31T12:00:00.5Z' }, true],
  ["self.day == timestamp('2026-01-31T00:00:00Z')", { day: '2026-01-31' }, true],
  ["self.data == b'hi'", { data: 'aGk=' }, true],
  ['self.list', { list: [1, 2] }, [1n, 2n]],
  ["self.labels['a-b']", { labels: { 'a-b': 'x' } }, 'x'],
  ['self.a__dash__b', { 'a-b': 'x' }, 'x'],
  ['has(self.whole)', { whole: null }, false],
  ['has(self.unknown)', { unknown: 1 }, false],
  ['has(self.open.a)', { open: { a: 1 } }, false],
])('%s of %j is %p', (expression, value, expected) => {
  expect(result(expression, celValue(schema, value))).toEqual(expected);
});
