import { amountOf } from '../../../workloads/fields/amount';

test.each([
  ['1', '1000m'],
  ['1Ki', '1024'],
  ['1.5Gi', '1536Mi'],
  ['1e3', '1k'],
  ['1E', '1e18'],
  ['.5', '500m'],
  ['0.1n', '1n'],
  ['-1', '-1000m'],
  ['1.', '1'],
])('%s and %s are the same amount', (one, other) => {
  expect(amountOf(one)).toBe(amountOf(other));
  expect(amountOf(one)).toBeDefined();
});

test.each(['', '16MB', '1 Gi', 'much', '1e', '--1', '1KI', '0x10', '1m1'])('%j is none', (text) => {
  expect(amountOf(text)).toBeUndefined();
});
