import type { Cluster } from '../cluster/model/cluster';
import { nearestName } from '../cluster/values/nearest-name';
import { type RequiredNamespace, Namespaces } from '../objects/namespaces';
import { GATEWAY } from './gateway/rows';
import { NETWORK } from './network/rows';
import { type OrderedChart, type Teardown, ordered } from './row/ordered-chart';
import type { Wait } from './row/wait';
import { SAMPLES } from './samples/rows';
import { STORAGE } from './storage/rows';

const ROWS = [...NETWORK, ...STORAGE, ...GATEWAY, ...SAMPLES] as const;

/** The namespaces that charts need, each once. */
function namespacesOf(rows: readonly OrderedChart[], cluster: Cluster): readonly RequiredNamespace[] {
  const needed = rows.filter(({ isFor }) => isFor(cluster)).flatMap(({ namespaces }) => namespaces);
  return needed.filter(({ name }, index) => needed.findIndex((other) => other.name === name) === index);
}

/** Makes the namespaces that charts need. */
const namespacesFor = (rows: readonly OrderedChart[]) =>
  ordered({
    id: '0000-namespaces',
    chart: () => Namespaces,
    when: (cluster): cluster is Cluster => namespacesOf(rows, cluster).length > 0,
    props: (cluster) => ({ namespaces: namespacesOf(rows, cluster) }),
  });

const inOrder = (rows: readonly OrderedChart[]): readonly OrderedChart[] => [namespacesFor(rows), ...rows].sort((one, other) => (one.id < other.id ? -1 : 1));

/**
 * Every chart, in the order in which `kubectl apply -f dist/` meets them: that of their numbers. A file keeps its number for good; the gaps are for
 * charts to come, and the number is part of the id because cdk8s, left to number by itself, would shift them. So no chart may depend on another.
 */
export const CHARTS: readonly OrderedChart[] = inOrder(ROWS);

type Row = ReturnType<typeof namespacesFor> | (typeof ROWS)[number];

/** Number and name of a chart: `0260-rook-toolbox`. */
export type ChartId = Row['id'];

/** Charts by their ids; a cluster has some of them. */
export type ChartsById = { readonly [Some in Row as Some['id']]?: NonNullable<ReturnType<Some['addTo']>> };

/** Which of a cluster's charts are wanted. */
export interface ChartOptions {
  /**
   * Ids of charts that are left out, and with them the namespaces that no other chart needs. What other charts need of them (kinds, service accounts)
   * is then for somebody else to bring.
   * @default none
   */
  readonly without?: readonly ChartId[];
}

/** Ids in `without` that leave nothing out. */
export function withoutProblems(cluster: Cluster, without: readonly string[] = []): readonly string[] {
  const ids = CHARTS.map(({ id }) => id);
  const there = CHARTS.filter(({ isFor }) => isFor(cluster)).map(({ id }) => id);
  const list = there.length === 0 ? 'it has no charts' : `its charts are ${there.join(', ')}`;
  return without.flatMap((id, index) => {
    if (there.includes(id)) return [];
    if (ids.includes(id)) return [`without[${index}] ${id} is not a chart of this cluster anyway; take it out of without (${list})`];
    const meant = nearestName(id, ids);
    return [`without[${index}] ${id} is not a chart; ${meant === undefined ? 'give the id of one' : `did you mean ${meant}?`} (${list})`];
  });
}

/** The charts that a cluster gets, in their order. */
export function chartsOf(cluster: Cluster, { without = [] }: ChartOptions = {}): readonly OrderedChart[] {
  const left: ReadonlySet<string> = new Set(without);
  return inOrder(ROWS.filter(({ id }) => !left.has(id))).filter(({ id, isFor }) => !left.has(id) && isFor(cluster));
}

/** A file, and what must come true after it is applied. */
export interface Stage {
  /** Name of the file in dist/. */
  readonly file: string;
  /** What must come true after the file is applied, before the next one is. */
  readonly waits: readonly Wait[];
  /** Whether the teardown of storage deletes the file before or after Ceph; undefined: it does not. */
  readonly teardown: Teardown | undefined;
}

/**
 * The files of a cluster's charts in their order, each with what must come true after it.
 *
 * @throws Error when an id in `without` is not that of a chart of the cluster
 */
export function stagesOf(cluster: Cluster, options: ChartOptions = {}): readonly Stage[] {
  const problems = withoutProblems(cluster, options.without);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return chartsOf(cluster, options).map(({ id, waits, teardown }) => ({ file: `${id}.k8s.yaml`, waits, teardown }));
}
