import { type Violation, sentence } from '../../../crd/schema/violation';

const violation: Violation = { path: 'spec.size', value: 40, reason: 'FieldValueInvalid', problem: 'is too large', repair: 'give at most 32' };

test.each<[string, Partial<Violation>, string]>([
  ['a number', {}, 'spec.size 40 is too large; give at most 32'],
  ['a text', { value: 'a"b' }, 'spec.size "a\\"b" is too large; give at most 32'],
  ['a long text', { value: 'a'.repeat(100) }, `spec.size "${'a'.repeat(59)}… is too large; give at most 32`],
  ['null', { value: null }, 'spec.size null is too large; give at most 32'],
  ['no value', { value: undefined }, 'spec.size is too large; give at most 32'],
  ['an object', { value: { a: 1 } }, 'spec.size is too large; give at most 32'],
  ['the whole object', { path: '', value: 5 }, 'the object is too large; give at most 32'],
])('the sentence about %s', (_title, change, expected) => {
  expect(sentence({ ...violation, ...change })).toBe(expected);
});
