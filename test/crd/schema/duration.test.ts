import { nanoseconds } from '../../../crd/schema/duration';

const SECOND = 1_000_000_000n;
const HOUR = 3600n * SECOND;

/** Results of strfmt.ParseDuration, which the API server reads texts of the format `duration` with. */
test.each<[string, bigint | undefined]>([
  ['0', 0n],
  ['-0', 0n],
  ['1ns', 1n],
  ['1us', 1_000n],
  ['1µs', 1_000n],
  ['1μs', 1_000n],
  ['1ms', 1_000_000n],
  ['+5s', 5n * SECOND],
  ['.5s', SECOND / 2n],
  ['5.s', 5n * SECOND],
  ['1h', HOUR],
  ['1.5h', (3n * HOUR) / 2n],
  ['1h30m', (3n * HOUR) / 2n],
  ['90m', (3n * HOUR) / 2n],
  ['-1h', -HOUR],
  ['0.0000000001s', 0n],
  ['1d', 24n * HOUR],
  ['2 days', 48n * HOUR],
  ['1w', 7n * 24n * HOUR],
  ['1 week 2 days', 9n * 24n * HOUR],
  ['1hr', HOUR],
  ['5 minutes', 300n * SECOND],
  ['10 nanos', 10n],
  ['1h 30m', (3n * HOUR) / 2n],
  ['-2 days', 48n * HOUR],
  ['', undefined],
  ['h', undefined],
  ['1', undefined],
  ['one hour', undefined],
  ['2moons', undefined],
  ['.s', undefined],
])('nanoseconds(%j) is %p', (text, expected) => {
  expect(nanoseconds(text)).toBe(expected);
});
