import { isOpaque, opaque, part } from '../../../crd/cel/opaque';

const value = opaque('net.URL', { host: 'example.com', port: 80n });

test('isOpaque asks for the type', () => {
  expect(isOpaque(value, 'net.URL')).toBe(true);
  expect(isOpaque(value, 'net.IP')).toBe(false);
  expect(isOpaque('net.URL', 'net.URL')).toBe(false);
});

test('part gives a text of the value', () => {
  expect(part(value, 'net.URL', 'host')).toBe('example.com');
});

test.each([
  ['another type', 'net.IP', 'host'],
  ['an unknown part', 'net.URL', 'nothing'],
  ['a part that is not text', 'net.URL', 'port'],
])('part of %s is an error', (_title, kind, name) => {
  expect(() => part(value, kind, name)).toThrow(`no such overload: the value is not of type ${kind}`);
});
