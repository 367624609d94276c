import { children, fieldSchema } from '../../../crd/schema/child';
import { array, integer, map, object, string } from '../../../crd/schema/schema';

const text = string();
const whole = integer();

test.each([
  ['a named field', object({ a: text }), 'a', text],
  ['a value of a map', map(whole), 'a', whole],
  ['an unknown field', object({ a: text }), 'b', undefined],
  ['a field that JavaScript objects inherit', object({ a: text }), 'constructor', undefined],
  ['a field without a schema', undefined, 'a', undefined],
])('fieldSchema of %s', (_title, schema, name, expected) => {
  expect(fieldSchema(schema, name)).toBe(expected);
});

test('children are the fields and items that have a schema, with their paths', () => {
  expect(children(object({ a: text }), { a: 'x', b: 1 }, 'spec')).toEqual([{ schema: text, value: 'x', path: 'spec.a' }]);
  expect(children(map(whole), { 'x/y': 1 }, '')).toEqual([{ schema: whole, value: 1, path: '["x/y"]' }]);
  expect(children(array(text), ['x', 'y'], 'spec.list')).toEqual([
    { schema: text, value: 'x', path: 'spec.list[0]' },
    { schema: text, value: 'y', path: 'spec.list[1]' },
  ]);
});

test('a value whose type is not that of its schema has no children', () => {
  expect(children(array(text), { a: 1 }, '')).toEqual([]);
  expect(children(object({ a: text }), ['x'], '')).toEqual([]);
  expect(children(object({ a: text }), 'x', '')).toEqual([]);
});
