import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import type { Problem } from '../values/problem';

/**
 * Looks at a whole cluster, says all that is wrong with it in one respect. What could not be parsed is missing from the draft;
 * the spec is for those who must know which values somebody wrote.
 */
export type Rule = (cluster: Draft, spec: ClusterSpec) => readonly Problem[];

/** Pairs of values of which the second repeats the first, by key. */
export function repeated<T>(values: readonly T[], keyOf: (value: T) => string | undefined): readonly { readonly value: T; readonly first: T }[] {
  const seen = new Map<string, T>();
  return values.flatMap((value) => {
    const key = keyOf(value);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first === undefined) seen.set(key, value);
    return first === undefined ? [] : [{ value, first }];
  });
}
