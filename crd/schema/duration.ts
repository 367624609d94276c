const SECOND = 1_000_000_000n;

/** Units of Go in nanoseconds. */
const UNITS: Readonly<Record<string, bigint>> = {
  h: 3600n * SECOND,
  m: 60n * SECOND,
  s: SECOND,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ns: 1n,
};

/** Further names of units, for texts that Go does not read: `2 days`, `1w`. */
const LONG_UNITS: readonly (readonly [RegExp, bigint])[] = [
  [/^(ns|nano.*)$/i, 1n],
  [/^(us|µs|micro.*)$/i, 1_000n],
  [/^(ms|milli.*)$/i, 1_000_000n],
  [/^(s|sec.*)$/i, SECOND],
  [/^(m|min.*)$/i, 60n * SECOND],
  [/^(h|hr|hour.*)$/i, 3600n * SECOND],
  [/^(d|day.*)$/i, 24n * 3600n * SECOND],
  [/^(w|wk|week.*)$/i, 7n * 24n * 3600n * SECOND],
];

const GO = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

function goDuration(text: string): bigint {
  const parts = [...text.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)];
  const total = parts.reduce((sum, [, whole = '', fraction = '', unit = '']) => {
    const size = UNITS[unit] ?? 0n;
    return sum + BigInt(whole === '' ? '0' : whole) * size + (BigInt(fraction === '' ? '0' : fraction) * size) / 10n ** BigInt(fraction.length);
  }, 0n);
  return text.startsWith('-') ? -total : total;
}

/** Adds up every number with a unit in the text. Signs are ignored. */
function longDuration(text: string): bigint | undefined {
  const sizes = [...text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)].flatMap(([, count = '', unit = '']) => {
    const [, size] = LONG_UNITS.find(([name]) => name.test(unit)) ?? [];
    return size === undefined ? [] : [BigInt(count) * size];
  });
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size);
}

/** The nanoseconds of a text with the format `duration`, such as `1m30s` or `2 days`; undefined for a text that the API server refuses. */
export const nanoseconds = (text: string): bigint | undefined => (GO.test(text) ? goDuration(text) : longDuration(text));
