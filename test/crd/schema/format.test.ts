import { formatOf } from '../../../crd/schema/format';

/** Format → texts that the API server takes, and texts that it refuses. */
const FORMATS: Readonly<Record<string, readonly [taken: readonly string[], refused: readonly string[]]>> = {
  byte: [
    ['aGk=', 'aGkh', 'aGVsbG8='],
    ['', 'aGVsbG8', 'a', '====', 'aG-_'],
  ],
  cidr: [
    ['10.0.0.0/8', '10.0.0.1/8', '010.0.0.0/8', '10.0.0.0/08', 'fd00::/8', '::ffff:1.2.3.4/96'],
    ['10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'fe80::1%eth0/64', '10.0.0/8', '/8'],
  ],
  date: [
    ['2026-01-31', '2024-02-29', '9999-12-31'],
    ['2026-02-29', '2026-1-3', '2026-13-01', '2026-01-00', '20260131', ' 2026-01-31'],
  ],
  'date-time': [
    ['2026-01-31T12:00:00Z', '2026-01-31t12:00:00z', '2026-01-31T12:00:00.123456789+01:00'],
    ['2026-01-31T24:00:00Z', '2026-01-31T23:59:60Z', '2026-01-31 12:00:00Z', '2026-01-31T12:00:00', '2026-01-31T12:00Z', '2026-01-31T12:60:00Z'],
  ],
  duration: [
    ['1m30s', '2 days'],
    ['', '1', 'one hour'],
  ],
  hexcolor: [
    ['#fff', 'fff', '#0f0f0f', '#FFF'],
    ['#ggg', '#ffff', '#ff', ''],
  ],
  ipv4: [
    ['192.168.0.1', '192.168.00.010', '::ffff:1.2.3.4', '::1.2.3.4', '::01.2.3.04'],
    ['192.168.0.256', '1.2.3', '::1', '1.2.3.4 '],
  ],
  ipv6: [
    ['fd00::1', '::', '::ffff:1.2.3.4', '64:ff9b::1.2.3.4'],
    ['fd00::zz', '1:2:3:4:5:6:7', 'fe80::1%eth0', '192.168.0.1', '::1.2.3.04'],
  ],
  mac: [
    ['00:00:5e:00:53:01', '00-00-5E-00-53-01', '0000.5e00.5301', '00:00:5e:00:53:01:aa:bb'],
    ['00:00:5e:00:53', '00:00-5e:00:53:01', '0:0:5e:0:53:1'],
  ],
  uri: [
    ['https://example.com/', '/path', 'mailto:a@b.c', 'http://'],
    ['path', 'http://a b/', 'http://a/%zz', ''],
  ],
  uuid: [
    ['123e4567-e89b-12d3-a456-426614174000', '123E4567E89B12D3A456426614174000'],
    ['123e4567-e89b', 'g23e4567-e89b-12d3-a456-426614174000', '{123e4567-e89b-12d3-a456-426614174000}'],
  ],
  uuid3: [['123e4567-e89b-32d3-a456-426614174000'], ['123e4567-e89b-42d3-a456-426614174000']],
  uuid4: [['123e4567-e89b-42d3-a456-426614174000'], ['123e4567-e89b-42d3-c456-426614174000', '123e4567-e89b-32d3-a456-426614174000']],
  uuid5: [['123e4567-e89b-52d3-a456-426614174000'], ['123e4567-e89b-52d3-c456-426614174000', '123e4567-e89b-42d3-a456-426614174000']],
};

const rows = Object.entries(FORMATS).flatMap(([name, [taken, refused]]) => [
  ...taken.map((text) => ({ name, text, expected: true })),
  ...refused.map((text) => ({ name, text, expected: false })),
]);

test.each(rows)('format $name takes "$text": $expected', ({ name, text, expected }) => {
  expect(formatOf(name)?.accepts(text)).toBe(expected);
});

test('date-time and datetime are one format', () => {
  expect(formatOf('date-time')).toBe(formatOf('datetime'));
});

test.each(['int32', 'no-such-format', 'constructor', ''])('format %j is not checked', (name) => {
  expect(formatOf(name)).toBeUndefined();
});
