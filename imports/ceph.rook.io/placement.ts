import { type Schema, object } from '../../crd/schema/schema';
import { nodeAffinity, podAffinity } from '../core/affinity';
import { tolerations } from '../core/tolerations';
import { topologySpreadConstraints } from '../core/topology-spread';
import type { Placement } from './generated';

export type { Placement };

const shape = object({ nodeAffinity, podAffinity, podAntiAffinity: podAffinity, tolerations, topologySpreadConstraints }, { doc: 'Placement of pods.' });

/**
 * Where pods may run: the same fields as in a pod, side by side.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/#placement-configuration-settings
 */
export const placement: Schema<Placement> = shape;
