import { addressOf, cidrOf, cidrsOf, contains, overlaps, tryParseAddress, tryParseCidr, tryParseRange } from '../../../cluster/values/cidr';

const address = (text: string) => {
  const parsed = tryParseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
};

const cidr = (text: string) => {
  const parsed = tryParseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no network`);
  return parsed;
};

describe('Addresses', () => {
  test.each([
    ['192.168.0.1', '192.168.0.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['FD00:0:0::1', 'fd00::1'],
    ['::', '::'],
    ['::ffff:192.168.0.1', '::ffff:c0a8:1'],
  ])('%s reads as %s', (text, canonical) => expect(tryParseAddress(text)?.text).toBe(canonical));

  test.each([
    '',
    ' ',
    '192.168.0',
    '192.168.0.256',
    '192.168.0.01',
    '010.0.0.1',
    '0x7f.0.0.1',
    '192.168.0.1 ',
    '192.168.0.1/24',
    'fe80::1%eth0',
    'fd00:::1',
    '12345::',
    'host',
    '1',
    '1.2.3.4.5',
  ])('%j is none', (text) => expect(tryParseAddress(text)).toBeUndefined());

  test('a value and a family name one address', () => {
    expect(addressOf(4, address('10.1.2.3').value)).toEqual(address('10.1.2.3'));
    expect(addressOf(6, address('fd00::a:1').value)).toEqual(address('fd00::a:1'));
  });
});

describe('Networks', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['192.168.0.77/24', '192.168.0.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['fd00:10:244::5/56', 'fd00:10:244::/56'],
    ['::/0', '::/0'],
  ])('%s is the network %s', (text, network) => expect(tryParseCidr(text)?.text).toBe(network));

  test.each(['999.999.999.999/99', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/8/8', '/8', 'fd00::/129', '10.0.0.0/', '10.0.0.0/8 '])(
    '%j is none',
    (text) => expect(tryParseCidr(text)).toBeUndefined(),
  );

  test.each([
    ['10.0.0.0/8', '10.255.0.0/16', true],
    ['10.0.0.0/16', '10.1.0.0/16', false],
    ['10.0.0.0/16', '10.0.255.255/32', true],
    ['0.0.0.0/0', '::/0', false],
    ['fd00::/64', 'fd00:0:0:1::/64', false],
    ['fd00::/48', 'fd00:0:0:1::/64', true],
  ])('%s and %s overlap: %s', (a, b, expected) => {
    expect(overlaps(cidr(a), cidr(b))).toBe(expected);
    expect(overlaps(cidr(b), cidr(a))).toBe(expected);
  });

  test('a network holds its first and its last address, and none beside them', () => {
    const network = cidr('192.168.1.0/24');
    expect(['192.168.0.255', '192.168.1.0', '192.168.1.255', '192.168.2.0', '::'].map((text) => contains(network, address(text)))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(cidrOf(address('192.168.1.77'), 24)).toEqual(network);
  });
});

describe('Ranges', () => {
  test.each([
    ['192.168.0.200-192.168.0.220', 21n],
    ['192.168.0.200 - 192.168.0.200', 1n],
    ['192.168.0.208/28', 16n],
    ['fd00::1-fd00::ff', 255n],
    ['192.168.0.9', 1n],
  ])('%s has %s addresses', (text, count) => {
    const range = tryParseRange(text);
    expect(range === undefined ? undefined : range.last - range.first + 1n).toBe(count);
  });

  test.each(['192.168.0.220-192.168.0.200', '192.168.0.1-fd00::1', '192.168.0.1-', '-', '192.168.0.1-192.168.0.2-192.168.0.3', ''])('%j is none', (text) =>
    expect(tryParseRange(text)).toBeUndefined(),
  );
});

test.each([
  ['10.0.0.0/24', ['10.0.0.0/24']],
  ['10.0.0.1-10.0.0.6', ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32']],
  ['0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
  ['255.255.255.254-255.255.255.255', ['255.255.255.254/31']],
  ['fd00::1-fd00::2', ['fd00::1/128', 'fd00::2/128']],
])('%s is the networks %j together', (text, networks) => expect(cidrsOf(tryParseRange(text) ?? cidr(text)).map((one) => one.text)).toEqual(networks));
