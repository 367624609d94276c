import type { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../../cluster/model/cluster';
import type { RequiredNamespace } from '../../objects/namespaces';
import type { Wait } from './wait';

/** Before Ceph: what uses it. After Ceph: what it needs until it has ended. */
export type Teardown = 'before' | 'after';

/** A chart with its place in the order of all. */
export interface OrderedChart<Id extends string = string, Kind extends Chart = Chart> {
  /** Number and name; with `.k8s.yaml`, the name of its file. */
  readonly id: Id;
  /** Its class; asked only when it is wanted, so that asking may load it. */
  readonly chart: () => abstract new (scope: Construct, id: string, props: never) => Kind;
  /** The namespaces of its objects, less those that each cluster has. */
  readonly namespaces: readonly RequiredNamespace[];
  /** Whether a cluster has the chart. */
  readonly isFor: (cluster: Cluster) => boolean;
  /** What must come true after it, before the next one is applied. */
  readonly waits: readonly Wait[];
  /** Whether the teardown of storage deletes its file before or after Ceph; undefined: it does not. */
  readonly teardown: Teardown | undefined;
  /** Adds the chart to the app, if it is for the cluster. */
  readonly addTo: (app: App, cluster: Cluster) => Kind | undefined;
}

interface Description<Id extends string, Kind extends Chart, Suitable extends Cluster, Props> {
  readonly id: Id;
  /** A function, because the modules of some charts are loaded only for clusters that have them. */
  readonly chart: () => new (scope: Construct, id: string, props: Props) => Kind;
  /** Which clusters it is for. */
  readonly when: (cluster: Cluster) => cluster is Suitable;
  /** What the chart is told about them. */
  readonly props: (cluster: Suitable) => Props;
  /** @default none */
  readonly namespaces?: readonly RequiredNamespace[];
  /** @default none: the next chart needs nothing that takes time */
  readonly waits?: readonly Wait[];
  /** @default the teardown of storage leaves it alone */
  readonly teardown?: Teardown;
}

/** Ties a chart to the props that it gets; for the list, all charts are the same from then on. */
export const ordered = <const Id extends string, Kind extends Chart, Suitable extends Cluster, Props>({
  id,
  chart,
  when,
  props,
  namespaces = [],
  waits = [],
  teardown,
}: Description<Id, Kind, Suitable, Props>): OrderedChart<Id, Kind> => ({
  id,
  chart,
  namespaces,
  isFor: when,
  waits,
  teardown,
  addTo: (app, cluster) => {
    if (!when(cluster)) return undefined;
    const Class = chart();
    return new Class(app, id, props(cluster));
  },
});
