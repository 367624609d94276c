import { result } from './result';

/** Results of the API server's CEL environment (k8s.io/apiserver v0.36.4). */
test.each<[string, unknown]>([
  ['1 < 2.5', true],
  ['7 % 3', 1n],
  ['-7 / 2', -3n],
  ["'a' in {'a': 1}", true],
  ["size('é')", 1n],
  ["int('5')", 5n],
  ['string(1.5)', '1.5'],
  ["duration('1h') > duration('59m')", true],
  ["timestamp('2026-01-31T12:00:00Z').getHours()", 12n],
  ["has({'a': 1}.b)", false],
  ['true || 1 / 0 == 1', true],
  ["'a-b'.split('-')", ['a', 'b']],
  ["'ABC'.lowerAscii()", 'abc'],
  ["['a', 'b'].join('-')", 'a-b'],
  ["'%s-%d'.format(['a', 1])", 'a-1'],
  ['[1, 2].map(x, x * 2)', [2n, 4n]],
  ['[1, 2].exists_one(x, x > 1)', true],
])('%s is %p', (expression, expected) => {
  expect(result(expression)).toEqual(expected);
});

test.each([
  ['self >', 'expecting end of input'],
  ["self.?b.orValue('') == ''", 'found .'],
  ['true || frobnicate(self)', 'unknown names: frobnicate()'],
  ["{'a': 1}.b", 'field not found: b'],
  ['1 / 0', 'divide by zero'],
  ["duration('1d')", 'duration'],
])('%s has no value, and its error names %j', (expression, message) => {
  expect(result(expression)).toContain(message);
  expect(result(expression)).toMatch(/^error: /);
});
