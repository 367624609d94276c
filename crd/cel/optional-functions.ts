import { type CelFunc, type CelMap, type CelValue, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { isOpaque, opaque } from './opaque';

const { BOOL, DYN } = CelScalar;

const KIND = 'optional_type';

/** An optional without a value. `oldSelf` has this value in rules with `optionalOldSelf`, as every object is new here. */
export const NOTHING: CelMap = opaque(KIND, {});

function content(optional: CelValue): CelValue | undefined {
  if (!isOpaque(optional, KIND)) throw new Error(`no such overload: the value is not of type ${KIND}`);
  return optional.get('value');
}

/** Optionals as functions. The library does not parse the syntax `a.?b`. */
export const OPTIONALS: CelFunc[] = [
  celFunc('optional.none', [], DYN, () => NOTHING),
  celFunc('optional.of', [DYN], DYN, (value) => opaque(KIND, { value })),
  celMethod('hasValue', DYN, [], BOOL, function () {
    return content(this) !== undefined;
  }),
  celMethod('value', DYN, [], DYN, function () {
    const value = content(this);
    if (value === undefined) throw new Error('optional.none() dereference');
    return value;
  }),
  celMethod('orValue', DYN, [DYN], DYN, function (otherwise) {
    return content(this) ?? otherwise;
  }),
];
