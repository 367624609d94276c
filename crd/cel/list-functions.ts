import { type CelFunc, type CelList, type CelValue, CelScalar, celFunc, celMethod, listType } from '@bufbuild/cel';

const { BOOL, DYN, INT } = CelScalar;
const LIST = listType(DYN);

type Ordered = bigint | boolean | number | string;

function ordered(list: CelList): readonly Ordered[] {
  return [...list].map((value) => {
    if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
    throw new Error('only numbers, texts and booleans have an order');
  });
}

function extreme(name: string, list: CelList, isBetter: (candidate: Ordered, best: Ordered) => boolean): Ordered {
  const [first, ...rest] = ordered(list);
  if (first === undefined) throw new Error(`${name} called on empty list`);
  return rest.reduce((best, candidate) => (isBetter(candidate, best) ? candidate : best), first);
}

function sum(list: CelList): bigint | number {
  const values = [...list];
  const whole = values.filter((value) => typeof value === 'bigint');
  if (whole.length === values.length) return whole.reduce((total, value) => total + value, 0n);
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.length) return numbers.reduce((total, value) => total + value, 0);
  throw new Error('sum is of numbers of one type');
}

function indices(list: CelList, wanted: CelValue): readonly number[] {
  if (typeof wanted === 'object' && wanted !== null) throw new Error('objects and lists cannot be looked for here');
  return [...list].flatMap((value, index) => (value === wanted ? [index] : []));
}

/** @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library */
export const LISTS: CelFunc[] = [
  celMethod('isSorted', LIST, [], BOOL, function () {
    const values = ordered(this);
    return values.every((value, index) => index === 0 || (values[index - 1] ?? value) <= value);
  }),
  celMethod('sum', LIST, [], DYN, function () {
    return sum(this);
  }),
  celMethod('min', LIST, [], DYN, function () {
    return extreme('min', this, (candidate, best) => candidate < best);
  }),
  celMethod('max', LIST, [], DYN, function () {
    return extreme('max', this, (candidate, best) => candidate > best);
  }),
  celMethod('indexOf', LIST, [DYN], INT, function (wanted) {
    return BigInt(indices(this, wanted)[0] ?? -1);
  }),
  celMethod('lastIndexOf', LIST, [DYN], INT, function (wanted) {
    return BigInt(indices(this, wanted).at(-1) ?? -1);
  }),
  celFunc('sets.contains', [LIST, LIST], BOOL, (list, wanted) => [...wanted].every((value) => indices(list, value).length > 0)),
  celFunc('sets.intersects', [LIST, LIST], BOOL, (list, other) => [...other].some((value) => indices(list, value).length > 0)),
  celFunc(
    'sets.equivalent',
    [LIST, LIST],
    BOOL,
    (list, other) => [...other].every((value) => indices(list, value).length > 0) && [...list].every((value) => indices(other, value).length > 0),
  ),
];
