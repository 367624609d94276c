import { fieldPath, itemPath } from '../../../crd/schema/path';

test.each([
  ['', 'spec', 'spec'],
  ['spec', 'cidr', 'spec.cidr'],
  ['spec', 'a-b_1', 'spec.a-b_1'],
  ['spec', 'x.y/z', 'spec["x.y/z"]'],
  ['spec', '', 'spec[""]'],
  ['spec', 'a"b', 'spec["a\\"b"]'],
  ['spec[0]', 'a', 'spec[0].a'],
])('fieldPath(%j, %j) is %j', (path, name, expected) => {
  expect(fieldPath(path, name)).toBe(expected);
});

test('itemPath has the index in brackets', () => {
  expect(itemPath('spec.ipPools', 0)).toBe('spec.ipPools[0]');
});
