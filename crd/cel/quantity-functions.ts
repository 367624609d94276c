import { type CelFunc, type CelMap, type CelValue, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { opaque, part } from './opaque';

const { BOOL, DOUBLE, DYN, INT, STRING } = CelScalar;

const KIND = 'kubernetes.Quantity';
/** The API server reads missing digits as zero. */
const FORM = /^(?!$)([+-]?)(\d*\.?\d*)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const NANO = 10n ** 9n;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** A quantity in billionths, rounded away from zero as the API server does; undefined for other texts. */
function nanos(text: string): bigint | undefined {
  const [, sign, digits, suffix = ''] = FORM.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const [whole = '', fraction = ''] = digits.split('.');
  const exponent = (DECIMAL[suffix] ?? (BINARY.includes(suffix) ? 0 : Number(suffix.slice(1)))) - fraction.length + 9;
  const scaled = BigInt(`${whole}${fraction}`) * 1024n ** BigInt(BINARY.indexOf(suffix) + 1);
  const [factor, divisor] = [10n ** BigInt(Math.max(exponent, 0)), 10n ** BigInt(Math.max(-exponent, 0))];
  const size = (scaled * factor + divisor - 1n) / divisor;
  return sign === '-' ? -size : size;
}

const quantityOf = (size: bigint): CelMap => opaque(KIND, { nanos: String(size) });
const sizeOf = (value: CelValue): bigint => (typeof value === 'bigint' ? value * NANO : BigInt(part(value, KIND, 'nanos')));
const compare = (left: bigint, right: bigint): bigint => (left < right ? -1n : left > right ? 1n : 0n);

function quantity(text: string): CelMap {
  const size = nanos(text);
  if (size === undefined) throw new Error(`${text} is not a quantity`);
  return quantityOf(size);
}

function asInteger(value: CelValue): bigint {
  if (sizeOf(value) % NANO !== 0n) throw new Error('cannot convert value to integer');
  return sizeOf(value) / NANO;
}

/**
 * Quantities. The API server's `isInteger` and `asInteger` also refuse whole amounts whose text has a fraction or more than 18 digits, such as `2000m`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
 */
export const QUANTITIES: CelFunc[] = [
  celFunc('isQuantity', [STRING], BOOL, (text) => nanos(text) !== undefined),
  celFunc('quantity', [STRING], DYN, quantity),
  celFunc('sign', [DYN], INT, (value) => compare(sizeOf(value), 0n)),
  celMethod('isInteger', DYN, [], BOOL, function () {
    return sizeOf(this) % NANO === 0n;
  }),
  celMethod('asInteger', DYN, [], INT, function () {
    return asInteger(this);
  }),
  celMethod('asApproximateFloat', DYN, [], DOUBLE, function () {
    return Number(sizeOf(this)) / 1e9;
  }),
  celMethod('add', DYN, [DYN], DYN, function (other) {
    return quantityOf(sizeOf(this) + sizeOf(other));
  }),
  celMethod('sub', DYN, [DYN], DYN, function (other) {
    return quantityOf(sizeOf(this) - sizeOf(other));
  }),
  celMethod('isLessThan', DYN, [DYN], BOOL, function (other) {
    return sizeOf(this) < sizeOf(other);
  }),
  celMethod('isGreaterThan', DYN, [DYN], BOOL, function (other) {
    return sizeOf(this) > sizeOf(other);
  }),
  celMethod('compareTo', DYN, [DYN], INT, function (other) {
    return compare(sizeOf(this), sizeOf(other));
  }),
];
