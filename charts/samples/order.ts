import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../../cluster/cluster';
import type { RequiredNamespace } from '../namespaces';
import { type OrderedChart, ordered } from '../ordered-chart';
import { sampleCharts } from '../sample-charts';
import { RESTRICTED } from './namespace';

const hasSamples = (cluster: Cluster): cluster is Cluster => cluster.samples;

interface Sample<Props> {
  /** Number, `demo-` and name: what is behind the number names the namespace as well. */
  readonly id: `${number}-demo-${string}`;
  readonly chart: () => new (scope: Construct, id: string, props: Props) => Chart;
  readonly props: (cluster: Cluster) => Props;
  /** @default one, named as the chart, where Pod Security `restricted` is enforced */
  readonly namespaces?: readonly RequiredNamespace[];
}

const sample = <Props>({ id, chart, props, namespaces }: Sample<Props>): OrderedChart =>
  ordered({ id, chart, when: hasSamples, props, namespaces: namespaces ?? [{ name: id.slice('0000-'.length), labels: RESTRICTED }] });

const nothing = (): Record<string, never> => ({});

/** The samples, one chart for each page of docs/learn/; they come after everything else. */
export const SAMPLES: readonly OrderedChart[] = [
  sample({ id: '0500-demo-rolling', chart: () => sampleCharts().DemoRolling, props: nothing }),
];
