import type * as Judge from './judge';
import type { Outcome } from './judge';
import type { Cluster } from './model/cluster';
import type { ClusterSpec } from './spec/cluster-spec';
import { type Problem, formatProblem } from './values/problem';

export type { Outcome };

/** A spec was refused: `problems` as data, `message` as lines. */
export class ClusterError extends Error {
  /** All that is wrong with the spec, and its warnings, in the order of the text. */
  public readonly problems: readonly Problem[];

  public constructor(problems: readonly Problem[], file?: string) {
    super(problems.map((problem) => formatProblem(problem, file)).join('\n'));
    this.name = 'ClusterError';
    this.problems = problems;
  }
}

/** What reads and judges brings TypeBox and a YAML parser, more than all the rest: it is loaded for those who have a spec, not for whoever imports a name. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a lazy import; bundlers see it, and its type is the module's own
const judging = (): typeof Judge => require('./judge') as typeof Judge;

/**
 * Reads a `cluster.yaml`.
 *
 * @param text - content of the file
 * @returns the cluster and its warnings, or everything that is wrong, each with its position
 */
export const readCluster = (text: string): Outcome => judging().judgeText(text);

/**
 * Makes a cluster out of a spec written in TypeScript. The cluster's `warnings` are what does not keep it from being made.
 *
 * @throws ClusterError when the spec breaks a rule; its message has a line for each problem
 */
export function defineCluster(spec: ClusterSpec): Cluster {
  const { cluster, problems } = judging().judge(spec);
  if (cluster === undefined) throw new ClusterError(problems);
  return cluster;
}
