import { type CelFunc, type CelList, type CelValue, CelScalar, celEnv, celFunc, celMethod, isCelError, listType, parse, plan } from '@bufbuild/cel';

const { BOOL, DYN, INT } = CelScalar;
const LIST = listType(DYN);

const environment = celEnv({ variables: { left: DYN, right: DYN } });

/** An operator of the language, for all types that have it: numbers, text, bytes, durations, times. */
function operator(sign: '+' | '<' | '=='): (left: CelValue, right: CelValue) => CelValue {
  const program = plan(environment, parse(`left ${sign} right`));
  return (left, right) => {
    const result = program({ left, right });
    if (isCelError(result)) throw new Error(result.message);
    return result;
  };
}

const [equal, less, plus] = [operator('=='), operator('<'), operator('+')];

function extreme(name: string, list: CelList, isBetter: (candidate: CelValue, best: CelValue) => boolean): CelValue {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error(`${name} called on empty list`);
  return rest.reduce((best, candidate) => (isBetter(candidate, best) ? candidate : best), first);
}

function sum(list: CelList): CelValue {
  const [first, ...rest] = list;
  if (typeof first === 'string') throw new Error('no such overload: sum of texts');
  return rest.reduce(plus, first ?? 0n);
}

const equalities = (list: CelList, wanted: CelValue): readonly boolean[] => [...list].map((value) => equal(value, wanted) === true);
const holds = (list: CelList, wanted: CelValue): boolean => equalities(list, wanted).includes(true);
const containsAll = (list: CelList, wanted: CelList): boolean => [...wanted].every((value) => holds(list, value));

/** @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library */
export const LISTS: CelFunc[] = [
  celMethod('isSorted', LIST, [], BOOL, function () {
    const values = [...this];
    return values.every((value, index) => less(value, values[index - 1] ?? value) === false);
  }),
  celMethod('sum', LIST, [], DYN, function () {
    return sum(this);
  }),
  celMethod('min', LIST, [], DYN, function () {
    return extreme('min', this, (candidate, best) => less(candidate, best) === true);
  }),
  celMethod('max', LIST, [], DYN, function () {
    return extreme('max', this, (candidate, best) => less(best, candidate) === true);
  }),
  celMethod('indexOf', LIST, [DYN], INT, function (wanted) {
    return BigInt(equalities(this, wanted).indexOf(true));
  }),
  celMethod('lastIndexOf', LIST, [DYN], INT, function (wanted) {
    return BigInt(equalities(this, wanted).lastIndexOf(true));
  }),
  celFunc('sets.contains', [LIST, LIST], BOOL, containsAll),
  celFunc('sets.intersects', [LIST, LIST], BOOL, (list, other) => [...other].some((value) => holds(list, value))),
  celFunc('sets.equivalent', [LIST, LIST], BOOL, (list, other) => containsAll(list, other) && containsAll(other, list)),
];
