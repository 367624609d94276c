import { parseUri } from '../../../crd/schema/uri';

/** Results of url.ParseRequestURI of Go 1.26, which the API server checks the format `uri` and `isURL()` with. */
test.each([
  ['https://example.com/a?b=c', true],
  ['https://user:pass@example.com/', true],
  ['https://[::1]:80/', true],
  ['http://[fe80::1%25eth0]/', true],
  ['http://é/', true],
  ['http://a:/', true],
  ['http://a/b?%zz', true],
  ['https://example.com/a b', true],
  ['https://example.com/#frag', true],
  ['http://', true],
  ['http:', true],
  ['http:///a', true],
  ['mailto:a@b.c', true],
  ['/path', true],
  ['/a b', true],
  ['//host/a', true],
  ['*', true],
  ['', false],
  ['path', false],
  ['example.com', false],
  [':a', false],
  ['#a', false],
  ['1http://a', false],
  ['ht_tp://a/', false],
  ['https://a b/', false],
  ['https://a^b/', false],
  ['http://a%20b/', false],
  ['http://a b@c/', false],
  ['http://a:1:2/', false],
  ['http://example.com:port/', false],
  ['http://[::1', false],
  ['http://[zz]/', false],
  ['http://[::1]a/', false],
  ['http://a/%zz', false],
  ['https://example.com#frag', false],
])('%j is a URI: %p', (text, expected) => {
  expect(parseUri(text) !== undefined).toBe(expected);
});

test.each([
  ['https://example.com:80/a?b=c', { scheme: 'https', hostname: 'example.com', port: '80', host: 'example.com:80', path: '/a', query: 'b=c' }],
  ['HTTPS://Example.com', { scheme: 'https', hostname: 'Example.com', port: undefined, host: 'Example.com', path: '', query: '' }],
  ['https://u:p@[::1]:80/', { scheme: 'https', hostname: '::1', port: '80', host: '[::1]:80', path: '/', query: '' }],
  ['https://[fe80::1%25eth0]/', { scheme: 'https', hostname: 'fe80::1%eth0', port: undefined, host: '[fe80::1%eth0]', path: '/', query: '' }],
  ['/a?b?c', { scheme: '', hostname: '', port: undefined, host: '', path: '/a', query: 'b?c' }],
  ['//host/a', { scheme: '', hostname: 'host', port: undefined, host: 'host', path: '/a', query: '' }],
  ['mailto:a@b.c', { scheme: 'mailto', hostname: '', port: undefined, host: '', path: '', query: '' }],
])('the parts of %j', (text, expected) => {
  expect(parseUri(text)).toEqual(expected);
});

test.each([
  ['/a%20b', '/a%20b'],
  ['/a!(b)', '/a!(b)'],
  ['/a%20b!', '/a%20b!'],
  ['/a b!', '/a%20b%21'],
  ['/a b%7e%2f', '/a%20b~/'],
  ['/é', '/%C3%A9'],
  ['/a#b', '/a'],
])('the path of %j is %j', (text, expected) => {
  expect(parseUri(text)?.path).toBe(expected);
});
