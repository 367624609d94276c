import { meantQuantity, tryParseQuantity } from '../../../cluster/values/quantity';

test.each([
  ['0', 0n],
  ['512', 512n],
  ['500G', 500_000_000_000n],
  ['1T', 1_000_000_000_000n],
  ['1Ti', 1_099_511_627_776n],
  ['1.5Ki', 1536n],
  ['0.5k', 500n],
])('%s is %s bytes', (text, bytes) => expect(tryParseQuantity(text)).toMatchObject({ bytes, text }));

test.each(['', '1 Ti', '1TB', '-1Gi', '1e3', 'Ti', '1.Gi', '.5Gi', '1ki', '99999999999999999999'])('%j is not an amount', (text) =>
  expect(tryParseQuantity(text)).toBeUndefined(),
);

test.each([
  ['1TB', '1T'],
  ['1 TB', '1T'],
  ['500 GB', '500G'],
  ['500gb', '500G'],
  ['1tb', '1T'],
  ['16g', '16G'],
  ['256MB', '256M'],
  ['512KB', '512k'],
  ['512K', '512k'],
  ['1TiB', '1Ti'],
  ['2 tib', '2Ti'],
  ['8GiB', '8Gi'],
  ['8gi', '8Gi'],
  ['64KiB', '64Ki'],
  ['1.5 TB', '1.5T'],
  ['1,5 TB', '1.5T'],
  ['1PB', '1P'],
  ['500 B', '500'],
  ['931.5GiB', '931.5Gi'],
])('who writes %j means %s', (text, meant) => {
  expect(meantQuantity(text)).toBe(meant);
  expect(tryParseQuantity(meant)).toBeDefined();
});

test.each(['', 'big', 'TB', '1 XB', '1TBB', '1 T B', '-1TB', '1,000,000 MB'])('%j is not near an amount', (text) =>
  expect(meantQuantity(text)).toBeUndefined(),
);
