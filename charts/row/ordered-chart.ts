import type { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../../cluster/model/cluster';
import type { RequiredNamespace } from '../../objects/namespaces';
import type { Wait } from './wait';

/** A chart with its place in the order of all. */
export interface OrderedChart {
  /** Number and name; with `.k8s.yaml`, the name of its file. */
  readonly id: string;
  /** Its class; asked only when it is wanted, so that asking may load it. */
  readonly chart: () => abstract new (scope: Construct, id: string, props: never) => Chart;
  /** What must exist before it; `Namespaces` makes them. */
  readonly namespaces: readonly RequiredNamespace[];
  readonly isFor: (cluster: Cluster) => boolean;
  /** What must come true after it, before the next one is applied. */
  readonly waits: readonly Wait[];
  /** Adds the chart to the app, if it is for the cluster. */
  readonly addTo: (app: App, cluster: Cluster) => void;
}

interface Description<Suitable extends Cluster, Props> {
  readonly id: string;
  /** A function, because the modules of some charts are loaded only for clusters that have them. */
  readonly chart: () => new (scope: Construct, id: string, props: Props) => Chart;
  /** Which clusters it is for. */
  readonly when: (cluster: Cluster) => cluster is Suitable;
  /** What the chart is told about them. */
  readonly props: (cluster: Suitable) => Props;
  /** @default none */
  readonly namespaces?: readonly RequiredNamespace[];
  /** @default none: the next chart needs nothing that takes time */
  readonly waits?: readonly Wait[];
}

/** Ties a chart to the props that it gets; for the list, all charts are the same from then on. */
export const ordered = <Suitable extends Cluster, Props>({
  id,
  chart,
  when,
  props,
  namespaces = [],
  waits = [],
}: Description<Suitable, Props>): OrderedChart => ({
  id,
  chart,
  namespaces,
  isFor: when,
  waits,
  addTo: (app, cluster) => {
    if (!when(cluster)) return;
    const Class = chart();
    new Class(app, id, props(cluster));
  },
});
