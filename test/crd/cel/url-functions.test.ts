import { result } from './result';

/** Results of the API server's CEL environment (k8s.io/apiserver v0.36.4). */
test.each<[string, unknown]>([
  ["isURL('https://example.com/a?b=c')", true],
  ["isURL('path')", false],
  ["url('path')", 'error: path is not a URL'],
  ["url('HTTPS://example.com:80/a').getScheme()", 'https'],
  ["url('/path').getScheme()", ''],
  ["url('https://u:p@example.com:80/a').getHost()", 'example.com:80'],
  ["url('https://[::1]:80/a').getHost()", '[::1]:80'],
  ["url('/path').getHost()", ''],
  ["url('https://example.com:80/a').getHostname()", 'example.com'],
  ["url('https://[::1]:80/a').getHostname()", '::1'],
  ["url('https://example.com:80/a').getPort()", '80'],
  ["url('https://example.com/a').getPort()", ''],
  ["url('https://example.com/with space/').getEscapedPath()", '/with%20space/'],
  ["url('https://example.com').getEscapedPath()", ''],
  ["url('https://a/?k=1&k=2&l=x').getQuery() == {'k': ['1', '2'], 'l': ['x']}", true],
  ["url('https://a/').getQuery() == {}", true],
  ["url('https://a/?k=a+b').getQuery()['k'][0]", 'a b'],
  ["url('http://a/?k').getQuery() == {'k': ['']}", true],
  ["url('http://a/?k=%zz&l=1').getQuery() == {'l': ['1']}", true],
  ["url('http://a/?k=1;2&l=1').getQuery() == {'l': ['1']}", true],
  ["url('HTTPS://a/') == url('https://a/')", true],
])('%s is %p', (expression, expected) => {
  expect(result(expression)).toEqual(expected);
});
