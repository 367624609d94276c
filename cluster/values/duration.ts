/** A length of time, as Go writes it. */
export interface Duration {
  /** As written: `1h1.5m`. */
  readonly text: string;
  /** Whole seconds, rounded up: at least 1 where the duration is longer than zero. */
  readonly seconds: number;
}

/** Seconds of a day. */
export const DAY = 24 * 60 * 60;

const NANOSECONDS: Readonly<Partial<Record<string, bigint>>> = {
  ns: 1n,
  us: 10n ** 3n,
  // The micro sign and the Greek letter; Go reads both.
  µs: 10n ** 3n,
  μs: 10n ** 3n,
  ms: 10n ** 6n,
  s: 10n ** 9n,
  m: 60n * 10n ** 9n,
  h: 3600n * 10n ** 9n,
};

const PART = /(\d{0,15})(?:\.(\d{0,15}))?(ns|us|µs|μs|ms|s|m|h)/g;

const WHOLE = /^[-+]?(?:(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:ns|us|µs|μs|ms|s|m|h))+$/;

const ceilOfSeconds = (nanoseconds: bigint): number => Number(nanoseconds > 0n ? (nanoseconds + 999_999_999n) / 10n ** 9n : nanoseconds / 10n ** 9n);

/**
 * Reads `10m0s`, `1.5h` or `500ms`; undefined for anything that Go does not read as a duration.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function tryParseDuration(text: string): Duration | undefined {
  if (/^[-+]?0$/.test(text)) return { text, seconds: 0 };
  if (!WHOLE.test(text)) return undefined;
  const parts = [...text.matchAll(PART)].map(
    ([, whole = '', fraction = '', unit = '']) => (BigInt(`${whole}${fraction}`) * (NANOSECONDS[unit] ?? 0n)) / 10n ** BigInt(fraction.length),
  );
  const nanoseconds = parts.reduce((sum, part) => sum + part, 0n);
  return { text, seconds: ceilOfSeconds(text.startsWith('-') ? -nanoseconds : nanoseconds) };
}
