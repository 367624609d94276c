import { nearestName } from '../../../cluster/values/nearest-name';

const NAMES = ['podCidr', 'serviceCidr', 'address', 'role', 'cni'];

test.each([
  ['podCIDR', 'podCidr'],
  ['PODCIDR', 'podCidr'],
  ['adress', 'address'],
  ['rôle', 'role'],
  ['roles', 'role'],
  ['cn', 'cni'],
  ['serviceCidrs', 'serviceCidr'],
])('who writes %s means %s', (name, meant) => expect(nearestName(name, NAMES)).toBe(meant));

test.each(['colour', 'x', '', 'zzz', 'a'.repeat(65)])('%j is near none', (name) => expect(nearestName(name, NAMES)).toBeUndefined());

test('without names none is near', () => expect(nearestName('role', [])).toBeUndefined());
