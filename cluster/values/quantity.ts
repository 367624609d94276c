import { withJsonText } from './json-text';

/** An amount of bytes, as Kubernetes writes it. */
export interface Quantity {
  /** The amount in bytes. */
  readonly bytes: bigint;
  /** As it was written. */
  readonly text: string;
}

const UNITS = {
  '': 1n,
  k: 10n ** 3n,
  M: 10n ** 6n,
  G: 10n ** 9n,
  T: 10n ** 12n,
  P: 10n ** 15n,
  Ki: 1n << 10n,
  Mi: 1n << 20n,
  Gi: 1n << 30n,
  Ti: 1n << 40n,
  Pi: 1n << 50n,
} as const;

const isUnit = (unit: string): unit is keyof typeof UNITS => Object.hasOwn(UNITS, unit);

/**
 * Reads `1Ti`, `500G` or `1.5Ti`; undefined for anything else.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function tryParseQuantity(text: string): Quantity | undefined {
  const [, whole, fraction = '', unit] = /^(\d{1,15})(?:\.(\d{1,6}))?([A-Za-z]*)$/.exec(text) ?? [];
  if (whole === undefined || unit === undefined || !isUnit(unit)) return undefined;
  return withJsonText({ bytes: (BigInt(whole + fraction) * UNITS[unit]) / 10n ** BigInt(fraction.length), text });
}
