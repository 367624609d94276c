import { type Schema, type Static, array, integer, object, string } from '../../crd/schema/schema';
import { labelSelector } from './label-selector';

const shape = object(
  {
    labelSelector,
    matchLabelKeys: array(string(), { listType: 'atomic' }),
    maxSkew: integer({ format: 'int32', description: 'By how many pods two domains may differ; at least 1.' }),
    minDomains: integer({ format: 'int32' }),
    nodeAffinityPolicy: string({ description: 'Honor (the default) or Ignore.' }),
    nodeTaintsPolicy: string({ description: 'Honor or Ignore (the default).' }),
    topologyKey: string({ description: 'The node label whose values are the domains.' }),
    whenUnsatisfiable: string({ description: 'DoNotSchedule or ScheduleAnyway.' }),
  },
  { required: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'] },
);

/** How evenly pods are spread over nodes, racks or zones. */
export interface TopologySpreadConstraint extends Static<typeof shape> {}

/**
 * How evenly pods are spread over nodes, racks or zones.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const topologySpreadConstraints: Schema<readonly TopologySpreadConstraint[]> = array(shape);
