import { result } from './result';

/** Results of the API server's CEL environment (k8s.io/apiserver v0.36.4). */
test.each<[string, unknown]>([
  ['optional.of(1).hasValue()', true],
  ['optional.none().hasValue()', false],
  ['optional.of(1).value()', 1n],
  ['optional.none().value()', 'error: optional.none() dereference'],
  ['optional.none().orValue(2)', 2n],
  ['optional.of(1).orValue(2)', 1n],
  ['optional.of(1) == optional.of(1)', true],
  ['optional.none() == optional.none()', true],
  ['oldSelf.hasValue()', false],
  ["'a'.hasValue()", 'error: no such overload: the value is not of type optional_type'],
])('%s is %p', (expression, expected) => {
  expect(result(expression)).toEqual(expected);
});
