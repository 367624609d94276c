import * as fc from 'fast-check';

/* Values as people write them, and as they should not. */

export const word = fc.constantFrom(
  'a',
  'web',
  'data',
  'data',
  'http',
  'x-y',
  '',
  'A',
  'a b',
  'a.b',
  'a_b',
  '-a',
  '..',
  '/a',
  'a/b',
  '../a',
  '1',
  'x'.repeat(64),
  'é',
);
export const name = fc.constantFrom('data', 'data', 'data', 'web', 'http', 'a-b', 'A', '', 'a.b', 'x'.repeat(16), '8080', 'a--b');
export const path = fc.constantFrom('/a', '/a', '/b/c', 'a', '', '../a', '/a/../b', 'a:b', '/');
export const number = fc.constantFrom(0, 1, 1, 5, 30, 80, 8080, 80, 600, -1, 0.5, 65_536, 70_000, 2 ** 31, 2 ** 40);
export const amount = fc.constantFrom<number | string>('10m', '100m', '16Mi', '1Gi', '1', 1, 0, '0', '-1', '1e3', '16MB', '', '100u', '1.5', 'x', '.5Gi', -5);
export const key = fc.constantFrom('app', 'example.com/role', 'a b', '', 'a/b/c', 'A_b', '-a', 'x'.repeat(64));
export const value = fc.constantFrom('', 'web', 'a b', '1', '-a', 'x'.repeat(64), 'A.b_c');
export const map = fc.dictionary(key, value, { maxKeys: 2 });
export const oneOf = (...words: string[]) => fc.constantFrom(...words, ...words, 'Wrong', '');
export const port = fc.oneof(number, name);
export const some = <T>(item: fc.Arbitrary<T>, most = 2) => fc.array(item, { maxLength: most });
/** Any of these fields. */
export const any = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
/** These fields, and any of those. */
export const all = <T extends object, U extends object>(must: { [K in keyof T]: fc.Arbitrary<T[K]> }, may: { [K in keyof U]: fc.Arbitrary<U[K]> }) =>
  fc.tuple(fc.record(must), any<U>(may)).map(([one, other]) => ({ ...one, ...other }));
