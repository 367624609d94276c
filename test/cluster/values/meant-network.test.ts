import { tryParseAddress, tryParseCidr, tryParseRange } from '../../../cluster/values/cidr';
import { meantAddress, meantCidr, meantRange } from '../../../cluster/values/meant-network';

test.each([
  ['192.168.0.0/255.255.255.0', '192.168.0.0/24'],
  ['10.0.0.0/255.240.0.0', '10.0.0.0/12'],
  ['10.0.0.0/255.0.0.0', '10.0.0.0/8'],
  ['192.168.0.0 / 24', '192.168.0.0/24'],
  ['１９２.168.0.0／24', '192.168.0.0/24'],
  ['192.168.0.*', '192.168.0.0/24'],
  ['10.244.x.x', '10.244.0.0/16'],
])('who writes %s means the network %s', (text, meant) => {
  expect(meantCidr(text)).toBe(meant);
  expect(tryParseCidr(meant)).toBeDefined();
});

test.each(['', '192.168.0.0', '192.168.0.0/33', '192.168.0.0/255.0.255.0', '192.168.0.0/1.2.3.4', 'home', '192.168.0.0/24', '*'])(
  'which network %j means cannot be told, or need not',
  (text) => expect(meantCidr(text)).toBeUndefined(),
);

test.each([
  ['192.168.0.200~192.168.0.220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.200～192.168.0.220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.200 – 192.168.0.220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.200..192.168.0.220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.200 to 192.168.0.220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.200-220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.200~220', '192.168.0.200-192.168.0.220'],
  ['192.168.0.208/255.255.255.240', '192.168.0.208/28'],
])('who writes %s means the range %s', (text, meant) => {
  expect(meantRange(text)).toBe(meant);
  expect(tryParseRange(meant)).toBeDefined();
});

test.each(['', '192.168.0.220-192.168.0.200', '192.168.0.220-200', 'all', '192.168.0.200-192.168.0.220'])(
  'which range %j means cannot be told, or need not',
  (text) => expect(meantRange(text)).toBeUndefined(),
);

test.each([
  ['192.168.0.11/24', '192.168.0.11'],
  ['192.168.0.11:22', '192.168.0.11'],
  ['１９２.168.0.11', '192.168.0.11'],
  ['[fd00::11]', 'fd00::11'],
  ['fd00::11/64', 'fd00::11'],
])('who writes %s means the address %s', (text, meant) => {
  expect(meantAddress(text)).toBe(meant);
  expect(tryParseAddress(meant)).toBeDefined();
});

test.each(['', 'desktop-1', '192.168.0.256/24', '192.168.0.11'])('which address %j means cannot be told, or need not', (text) =>
  expect(meantAddress(text)).toBeUndefined(),
);
