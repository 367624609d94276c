import type { Cluster } from '../../cluster/model/cluster';
import { ordered } from '../row/ordered-chart';
import { ALL_ESTABLISHED } from '../row/wait';
import type * as Crds from './crds';

/** Loaded only for clusters that route by Gateway API: its kinds are large. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a lazy import, as that of CEL in crd/; bundlers see it, and its type is the module's own
const crds = (): typeof Crds => require('./crds') as typeof Crds;

/** So far only the samples route by Gateway API. */
const hasRoutes = (cluster: Cluster): cluster is Cluster => cluster.samples;

/** Gateway API: its definitions stand with those of storage, from 0050 on. */
export const GATEWAY = [
  ordered({ id: '0065-gateway-api-crds', chart: () => crds().GatewayApiCrds, when: hasRoutes, props: () => ({}), waits: [ALL_ESTABLISHED] }),
] as const;
