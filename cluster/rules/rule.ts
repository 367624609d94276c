import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import type { Problem } from '../values/problem';

/** What a rule, or a part of one, finds. */
export type Problems = Generator<Problem, void, undefined>;

/**
 * Looks at a whole cluster and yields what is wrong with it in one respect. What could not be parsed is missing from the draft;
 * the spec tells which values somebody wrote.
 */
export type Rule = (cluster: Draft, spec: ClusterSpec) => Problems;

/** Rules by name; the name in kebab-case is the name of their fixture. */
export type Rules = Readonly<Record<string, Rule>>;

/** Pairs of values of which the second repeats the first, by key. */
export function* repeated<T>(
  values: Iterable<T>,
  keyOf: (value: T) => string | undefined,
): Generator<{ readonly value: T; readonly first: T }, void, undefined> {
  const seen = new Map<string, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, value);
    else yield { value, first };
  }
}
