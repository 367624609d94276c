import type { Address, Cidr } from '../values/cidr';
import type { Cluster, Network, Node } from './cluster';

/** A cluster before the rules: values that could not be parsed are missing from its lists, so that the rules can still check the rest. */
export type Draft = Omit<Cluster, 'kubernetes' | 'network' | 'nodes' | 'warnings'> & {
  readonly kubernetes: Cluster['kubernetes'] | undefined;
  readonly network: DraftNetwork;
  readonly nodes: readonly DraftNode[];
};

/** Networks of which some may be missing. */
export type DraftNetwork = Omit<Network, 'nodeCidrs' | 'podCidrs' | 'serviceCidrs'> &
  Readonly<Record<'nodeCidrs' | 'podCidrs' | 'serviceCidrs', readonly Cidr[]>>;

/** A machine whose addresses may be missing. */
export type DraftNode = Omit<Node, 'addresses'> & { readonly addresses: readonly Address[] };
