import { type CelFunc, CelScalar, celMethod, listType } from '@bufbuild/cel';
import { allMatches } from '../schema/pattern';

const { INT, STRING } = CelScalar;

/** @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library */
export const REGULAR_EXPRESSIONS: CelFunc[] = [
  celMethod('find', STRING, [STRING], STRING, function (pattern) {
    return allMatches(pattern, this)[0] ?? '';
  }),
  celMethod('findAll', STRING, [STRING], listType(STRING), function (pattern) {
    return allMatches(pattern, this);
  }),
  celMethod('findAll', STRING, [STRING, INT], listType(STRING), function (pattern, limit) {
    return limit < 0n ? allMatches(pattern, this) : allMatches(pattern, this).slice(0, Number(limit));
  }),
];
