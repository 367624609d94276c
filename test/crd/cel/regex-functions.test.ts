import { result } from './result';

/** Results of the API server's CEL environment (k8s.io/apiserver v0.36.4). */
test.each<[string, unknown]>([
  ["'a1b22'.find('[0-9]+')", '1'],
  ["'ab'.find('[0-9]+')", ''],
  ["'a1b22'.findAll('[0-9]+')", ['1', '22']],
  ["'a1b22c333'.findAll('[0-9]+', 2)", ['1', '22']],
  ["'a1b22'.findAll('[0-9]+', -1)", ['1', '22']],
  ["'a1b22'.findAll('[0-9]+', 0)", []],
  ["'ab'.findAll('x')", []],
  ["'abc'.matches('b')", true],
  ["'abc'.matches('^b')", false],
  ["'AB'.matches('^(?i)ab$')", true],
  ["'a'.find('(')", 'error: error parsing regexp: missing closing ): `(`'],
])('%s is %p', (expression, expected) => {
  expect(result(expression)).toEqual(expected);
});
