import { complete } from './complete/complete';
import type { Cluster } from './model/cluster';
import type { Draft, DraftNode } from './model/draft';
import { checkStructure } from './read/structure';
import { readYaml } from './read/yaml-text';
import { oneOf } from './rules/one-of';
import { RULES } from './rules/rules';
import type { ClusterSpec } from './spec/cluster-spec';
import { type Problem, byPosition, formatPath, formatProblem } from './values/problem';

/** A cluster, or none; and what is wrong: with a cluster only warnings, without one at least one error. */
export interface Outcome {
  readonly cluster: Cluster | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** A spec was refused: `problems` as data, `message` as lines. */
export class ClusterError extends Error {
  public readonly problems: readonly Problem[];

  public constructor(problems: readonly Problem[], file?: string) {
    super(problems.map((problem) => formatProblem(problem, file)).join('\n'));
    this.name = 'ClusterError';
    this.problems = problems;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

const hasAddress = (node: DraftNode): node is Cluster['nodes'][number] => node.addresses.length > 0;

const hasCidrs = (network: Draft['network']): network is Cluster['network'] =>
  network.nodeCidrs.length > 0 && network.podCidrs.length > 0 && network.serviceCidrs.length > 0;

/** The cluster of a draft of which nothing is missing, and that has no error. */
function finish({ draft, problems }: Judged): Outcome {
  const refused = { cluster: undefined, problems };
  if (draft === undefined || problems.some(({ severity }) => severity === 'error')) return refused;
  const { kubernetes, network, nodes, ...rest } = draft;
  if (kubernetes === undefined || !hasCidrs(network) || !nodes.every(hasAddress)) return refused;
  return { cluster: deepFreeze({ ...rest, kubernetes, network, nodes, warnings: [...problems] }), problems };
}

/** What a mended spec says about a place that was refused already is no news. */
function news(known: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const paths = new Set(known.map(({ path }) => formatPath(path)));
  return later.filter(({ path }) => !path.some((_, index) => paths.has(formatPath(path.slice(0, index + 1)))));
}

interface Judged {
  /** Undefined: the spec has another structure. */
  readonly draft: Draft | undefined;
  readonly problems: readonly Problem[];
}

function judge(value: unknown): Judged {
  const structure = checkStructure(value);
  if (!('spec' in structure)) return { draft: undefined, problems: structure };
  const { draft, problems: unparsed } = complete(structure.spec);
  const broken = Object.values(RULES).flatMap((rule) => rule(draft, structure.spec));
  return { draft, problems: [...structure.problems, ...news(structure.problems, [...unparsed, ...oneOf(structure.spec), ...broken])] };
}

/**
 * Reads a `cluster.yaml`.
 *
 * @param text - what the file holds
 * @returns the cluster and its warnings, or all that is wrong, each with its position
 */
export function readCluster(text: string): Outcome {
  const yaml = readYaml(text);
  if (!('value' in yaml)) return { cluster: undefined, problems: yaml };
  const { draft, problems } = judge(yaml.value);
  const located = problems.map((problem) => ({ ...problem, position: yaml.locate(problem.path, problem.onName) }));
  return finish({ draft, problems: located.sort(byPosition) });
}

/**
 * Makes a cluster out of a spec written in TypeScript. What it warns of is in the cluster's `warnings`.
 *
 * @throws ClusterError when the spec breaks a rule; its message has a line for each problem
 */
export function defineCluster(spec: ClusterSpec): Cluster {
  const { cluster, problems } = finish(judge(spec));
  if (cluster === undefined) throw new ClusterError(problems);
  return cluster;
}
