import { type Outcome, judge, judgeText } from './judge';
import type { Cluster } from './model/cluster';
import { RULES } from './rules/rules';
import type { ClusterSpec } from './spec/cluster-spec';
import { type Problem, formatProblem } from './values/problem';

export type { Outcome };

/** A spec was refused: `problems` as data, `message` as lines. */
export class ClusterError extends Error {
  public readonly problems: readonly Problem[];

  public constructor(problems: readonly Problem[], file?: string) {
    super(problems.map((problem) => formatProblem(problem, file)).join('\n'));
    this.name = 'ClusterError';
    this.problems = problems;
  }
}

/**
 * Reads a `cluster.yaml`.
 *
 * @param text - content of the file
 * @returns the cluster and its warnings, or everything that is wrong, each with its position
 */
export const readCluster = (text: string): Outcome => judgeText(text, RULES);

/**
 * Makes a cluster out of a spec written in TypeScript. The cluster's `warnings` are what does not keep it from being made.
 *
 * @throws ClusterError when the spec breaks a rule; its message has a line for each problem
 */
export function defineCluster(spec: ClusterSpec): Cluster {
  const { cluster, problems } = judge(spec, RULES);
  if (cluster === undefined) throw new ClusterError(problems);
  return cluster;
}
