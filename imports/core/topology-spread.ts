import { type Schema, type Static, array, integer, object, string } from '../../crd/schema/schema';
import { labelSelector } from './label-selector';

const shape = object(
  {
    labelSelector,
    matchLabelKeys: array(string(), { listType: 'atomic' }),
    maxSkew: integer({ format: 'int32', description: 'Largest difference in pods between two domains; at least 1.' }),
    minDomains: integer({ format: 'int32' }),
    nodeAffinityPolicy: string({ description: 'Whether nodeAffinity and nodeSelector limit the domains: Honor or Ignore. Default: Honor.' }),
    nodeTaintsPolicy: string({ description: 'Whether taints limit the domains: Honor or Ignore. Default: Ignore.' }),
    topologyKey: string({ description: 'Node label whose values are the domains.' }),
    whenUnsatisfiable: string({ description: 'When the constraint cannot be met: DoNotSchedule or ScheduleAnyway.' }),
  },
  { required: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'] },
);

/** Spreading of pods over nodes, racks or zones. */
export interface TopologySpreadConstraint extends Static<typeof shape> {}

/**
 * Spreading of pods over nodes, racks or zones.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const topologySpreadConstraints: Schema<readonly TopologySpreadConstraint[]> = array(shape);
