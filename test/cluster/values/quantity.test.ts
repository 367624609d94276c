import { tryParseQuantity } from '../../../cluster/values/quantity';

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
