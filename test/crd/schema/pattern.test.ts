import { allMatches, matches } from '../../../crd/schema/pattern';

/** Results of Go's regexp, which the API server matches patterns with. */
test.each([
  ['b', 'abc', true],
  ['^b', 'abc', false],
  ['^(?i)(ab)$', 'AB', true],
  ['^a$', 'a\n', false],
  ['a.b', 'a\nb', false],
  ['(?s)a.b', 'a\nb', true],
  ['(?m)^b$', 'a\nb', true],
  ['^\\d+$', '١', false],
  ['^\\w+$', 'é', false],
  ['\\pL', 'é', true],
  ['[[:alpha:]]', '1', false],
  ['^.$', '😀', true],
  ['^[^a]$', '\n', true],
  ['a{2}', 'aa', true],
  ['\\bfoo\\b', 'a foo b', true],
  ['\\Aa\\z', 'a', true],
  ['x*', '', true],
])('matches(%j, %j) is %p', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test.each([
  ['[0-9]+', 'a1b22', ['1', '22']],
  ['(a)(b)', 'abab', ['ab', 'ab']],
  ['(?i)A', 'aA', ['a', 'A']],
  ['q', 'ab', []],
  ['', 'ab', ['', '', '']],
  ['x*', 'axxb', ['', 'xx', '']],
  ['a*', 'baac', ['', 'aa', '']],
  ['^', 'ab', ['']],
])('allMatches(%j, %j) is %j', (pattern, text, expected) => {
  expect(allMatches(pattern, text)).toEqual(expected);
});

test('a pattern that RE2 does not read is an error', () => {
  expect(() => matches('(', 'a')).toThrow('error parsing regexp: missing closing ): `(`');
});
