import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../../cluster/model/cluster';
import type { RequiredNamespace } from '../../objects/namespaces';
import { claimClasses } from '../../workloads/claims/claim-class';
import { type OrderedChart, ordered } from '../row/ordered-chart';
import type * as Charts from './charts';
import { leavingMachine, machinesOf } from './machines';
import { RESTRICTED } from './namespace';

/** Whether a cluster runs the samples. */
const hasSamples = (cluster: Cluster): cluster is Cluster => cluster.samples;

/** Loaded only for clusters that run the samples. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a lazy import, as that of CEL in crd/; bundlers see it, and its type is the module's own
const charts = (): typeof Charts => require('./charts') as typeof Charts;

interface Sample<Id extends string, Kind extends Chart, Props> {
  /** Number, `demo-` and name: what is behind the number names the namespace as well. */
  readonly id: Id;
  readonly chart: () => new (scope: Construct, id: string, props: Props) => Kind;
  readonly props: (cluster: Cluster) => Props;
  /** @default one, named as the chart, where Pod Security `restricted` is enforced */
  readonly namespaces?: readonly RequiredNamespace[];
}

const sample = <const Id extends `${number}-demo-${string}`, Kind extends Chart, Props>({
  id,
  chart,
  props,
  namespaces,
}: Sample<Id, Kind, Props>): OrderedChart<Id, Kind> =>
  ordered({ id, chart, when: hasSamples, props, namespaces: namespaces ?? [{ name: id.slice('0000-'.length), labels: RESTRICTED }] });

const nothing = (): Record<string, never> => ({});

/** Folders of a machine are for the privileged only: neither `baseline` nor `restricted` lets a pod mount one. */
const HOST_PATH_NAMESPACES: readonly RequiredNamespace[] = [{ name: 'demo-host-path', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }];

/** The samples, one chart for each page of docs/learn/; they come after everything else. */
export const SAMPLES = [
  sample({ id: '0500-demo-rolling', chart: () => charts().DemoRolling, props: nothing }),
  sample({ id: '0505-demo-blue-green', chart: () => charts().DemoBlueGreen, props: nothing }),
  sample({ id: '0510-demo-canary', chart: () => charts().DemoCanary, props: nothing }),
  sample({ id: '0515-demo-affinity', chart: () => charts().DemoAffinity, props: (cluster) => ({ machines: machinesOf(cluster) }) }),
  sample({ id: '0520-demo-taints', chart: () => charts().DemoTaints, props: (cluster) => ({ machine: leavingMachine(cluster) }) }),
  sample({ id: '0525-demo-configuration', chart: () => charts().DemoConfiguration, props: nothing }),
  sample({
    id: '0530-demo-volumes',
    chart: () => charts().DemoVolumes,
    props: (cluster) => ({ classes: claimClasses(cluster), node: machinesOf(cluster)[0] }),
  }),
  sample({ id: '0535-demo-host-path', chart: () => charts().DemoHostPath, props: nothing, namespaces: HOST_PATH_NAMESPACES }),
  sample({ id: '0540-demo-controllers', chart: () => charts().DemoControllers, props: nothing }),
  sample({ id: '0545-demo-jobs', chart: () => charts().DemoJobs, props: nothing }),
  sample({ id: '0550-demo-autoscaling', chart: () => charts().DemoAutoscaling, props: nothing }),
  sample({ id: '0555-demo-probes', chart: () => charts().DemoProbes, props: nothing }),
  sample({ id: '0560-demo-sidecar', chart: () => charts().DemoSidecar, props: nothing }),
  sample({ id: '0565-demo-services', chart: () => charts().DemoServices, props: nothing }),
  sample({ id: '0570-demo-routes', chart: () => charts().DemoRoutes, props: nothing }),
  sample({ id: '0575-demo-network-policy', chart: () => charts().DemoNetworkPolicy, props: nothing }),
  sample({ id: '0580-demo-quota', chart: () => charts().DemoQuota, props: nothing }),
  sample({ id: '0585-demo-priority', chart: () => charts().DemoPriority, props: (cluster) => ({ machine: machinesOf(cluster)[0] }) }),
] as const;
