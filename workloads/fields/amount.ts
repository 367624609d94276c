const TENS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const TWOS: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

const FORM = /^([-+]?)(\d+\.?\d*|\.\d+)(?:([KMGTPE]i|[numkMGTPE])|[eE]([-+]?\d{1,3}))?$/;

/** Kubernetes keeps no more digits than these, and rounds up. */
const NANO = 9;

/** The number times a power of ten, rounded up. */
function scaled(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const by = 10n ** BigInt(-exponent);
  return (digits + by - 1n) / by;
}

/**
 * An amount as Kubernetes reads it, in billionths, so that any two can be compared: `100m`, `1.5Gi`, `1e3`; undefined for what is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function amountOf(amount: number | string): bigint | undefined {
  const [, sign, number = '', unit = '', exponent = '0'] = FORM.exec(String(amount)) ?? [];
  if (sign === undefined) return undefined;
  const [wholes = '', fraction = ''] = number.split('.');
  const digits = BigInt(`${wholes}${fraction}`);
  const shift = NANO - fraction.length + Number(exponent) + (TENS[unit] ?? 0);
  const size = scaled(digits << (TWOS[unit] ?? 0n), shift);
  return sign === '-' ? -size : size;
}

/** Whether an amount is a whole number. */
export const isWhole = (amount: bigint): boolean => amount % 10n ** BigInt(NANO) === 0n;
