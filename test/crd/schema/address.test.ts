import { isIPv4, isIPv6, isMapped, isNetwork, parseAddress, parseNetwork } from '../../../crd/schema/address';

test.each([
  ['192.168.0.1', true],
  ['0.0.0.0', true],
  ['192.168.0.256', false],
  ['192.168.0.01', false],
  ['192.168.0', false],
  ['192.168.0.1 ', false],
  ['::1', false],
])('isIPv4(%j) is %p', (text, expected) => {
  expect(isIPv4(text)).toBe(expected);
});

test.each([
  ['::', true],
  ['fd00::1', true],
  ['FD00::1', true],
  ['1:2:3:4:5:6:7:8', true],
  ['::ffff:1.2.3.4', true],
  ['::1.2.3.4', true],
  ['64:ff9b::1.2.3.4', true],
  ['1:2:3:4:5:6:1.2.3.4', true],
  ['::1.2.3.04', false],
  ['1.2.3.4::', false],
  ['1:2:3:4:5:6:7', false],
  ['1::2::3', false],
  ['12345::', false],
  ['fd00::zz', false],
  ['fe80::1%eth0', false],
  ['192.168.0.1', false],
])('isIPv6(%j) is %p', (text, expected) => {
  expect(isIPv6(text)).toBe(expected);
});

test.each([
  ['::ffff:1.2.3.4', true],
  ['::ffff:102:304', true],
  ['::1.2.3.4', false],
  ['1.2.3.4', false],
])('isMapped(%j) is %p', (text, expected) => {
  expect(isMapped(text)).toBe(expected);
});

test.each([
  ['10.0.0.0/8', true],
  ['10.0.0.1/8', true],
  ['fd00::/8', true],
  ['::1.2.3.4/96', true],
  ['10.0.0.0', false],
  ['10.0.0.0/33', false],
  ['10.0.0.0/08', false],
  ['10.0.0.0/-1', false],
  ['10.0.0.0/8/8', false],
  ['fd00::/129', false],
  ['/8', false],
])('isNetwork(%j) is %p', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

test.each([
  ['192.168.0.1', '192.168.0.1'],
  ['::1.2.3.4', '::102:304'],
  ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['FD00:0::1', 'fd00::1'],
])('parseAddress(%j) prints as %j', (text, expected) => {
  expect(parseAddress(text).toString()).toBe(expected);
});

test('parseNetwork keeps the bits behind the prefix', () => {
  expect(parseNetwork('10.0.0.1/8').map(String)).toEqual(['10.0.0.1', '8']);
});
