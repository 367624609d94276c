const SECOND = 1_000_000_000n;

/** Unit → nanoseconds, as Go knows them. */
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

/** What units are called where Go does not read the text: `2 days`, `1w`. */
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

/** Every number with a unit counts, wherever it stands; a sign does not. */
function longDuration(text: string): bigint | undefined {
  const sizes = [...text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)].flatMap(([, count = '', unit = '']) => {
    const [, size] = LONG_UNITS.find(([name]) => name.test(unit)) ?? [];
    return size === undefined ? [] : [BigInt(count) * size];
  });
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size);
}

/** How many nanoseconds a text with the format `duration` means to the API server, `1m30s` or `2 days`; undefined when it takes the text for none. */
export const nanoseconds = (text: string): bigint | undefined => (GO.test(text) ? goDuration(text) : longDuration(text));
