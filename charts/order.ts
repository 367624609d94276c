import type { Cluster } from '../cluster/model/cluster';
import { type RequiredNamespace, Namespaces } from '../objects/namespaces';
import { GATEWAY } from './gateway/rows';
import { NETWORK } from './network/rows';
import { type OrderedChart, ordered } from './row/ordered-chart';
import type { Wait } from './row/wait';
import { SAMPLES } from './samples/rows';
import { STORAGE } from './storage/rows';

const ROWS = [...NETWORK, ...STORAGE, ...GATEWAY, ...SAMPLES];

const namespacesFor = (cluster: Cluster): readonly RequiredNamespace[] => ROWS.filter(({ isFor }) => isFor(cluster)).flatMap(({ namespaces }) => namespaces);

const NAMESPACES = ordered({
  id: '0000-namespaces',
  chart: () => Namespaces,
  when: (cluster): cluster is Cluster => namespacesFor(cluster).length > 0,
  props: (cluster) => ({ namespaces: namespacesFor(cluster) }),
});

/**
 * Every chart, in the order in which `kubectl apply -f dist/` meets them: that of their numbers. A file keeps its number for good; the gaps are for
 * charts to come, and the number is part of the id because cdk8s, left to number by itself, would shift them. So no chart may depend on another.
 */
export const CHARTS: readonly OrderedChart[] = [NAMESPACES, ...ROWS].sort((one, other) => (one.id < other.id ? -1 : 1));

/** The files of a cluster's charts in their order, each with what must come true after it. */
export const stagesOf = (cluster: Cluster): readonly { readonly file: string; readonly waits: readonly Wait[] }[] =>
  CHARTS.filter(({ isFor }) => isFor(cluster)).map(({ id, waits }) => ({ file: `${id}.k8s.yaml`, waits }));
