import { canonical, isObject, own } from '../../../crd/schema/json';

test.each<[unknown, boolean]>([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['a', false],
])('isObject(%j) is %p', (value, expected) => {
  expect(isObject(value)).toBe(expected);
});

test('own gives fields of the object, not those that it inherits', () => {
  expect(own({ a: 1 }, 'a')).toBe(1);
  expect(own<unknown>({ a: 1 }, 'constructor')).toBeUndefined();
  expect(own(undefined, 'a')).toBeUndefined();
});

test.each<[unknown, string]>([
  [{ b: 1, a: { d: [{ f: 1, e: 2 }], c: null } }, '{"a":{"c":null,"d":[{"e":2,"f":1}]},"b":1}'],
  [[2, 1], '[2,1]'],
  ['1', '"1"'],
  [1, '1'],
])('canonical(%j) is %s', (value, expected) => {
  expect(canonical(value)).toBe(expected);
});
