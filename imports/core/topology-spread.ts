import { type Schema, array, integer, object, string, withFacets } from '../../crd/schema/schema';
import { labelSelector } from './label-selector';
import type { TopologySpreadConstraint } from './generated';

const shape = object(
  {
    labelSelector: withFacets(labelSelector, { doc: 'Which pods are counted, by their labels.' }),
    matchLabelKeys: array(string(), {
      listType: 'atomic',
      doc: 'Keys of labels whose values must be those of the incoming pod too, such as pod-template-hash.',
    }),
    maxSkew: integer({ format: 'int32', description: 'Largest difference in pods between two domains; at least 1.' }),
    minDomains: integer({ format: 'int32', doc: 'How many domains there must be at least, with DoNotSchedule; 1 when left out.' }),
    nodeAffinityPolicy: string({ description: 'Whether nodeAffinity and nodeSelector limit the domains: Honor or Ignore. Default: Honor.' }),
    nodeTaintsPolicy: string({ description: 'Whether taints limit the domains: Honor or Ignore. Default: Ignore.' }),
    topologyKey: string({ description: 'Node label whose values are the domains.' }),
    whenUnsatisfiable: string({ description: 'When the constraint cannot be met: DoNotSchedule or ScheduleAnyway.' }),
  },
  { doc: 'Spreading of pods over nodes, racks or zones.', required: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'] },
);

/**
 * Spreading of pods over nodes, racks or zones.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const topologySpreadConstraints: Schema<readonly TopologySpreadConstraint[]> = array(shape, {
  doc: 'Spreading of pods over nodes, racks or zones.',
});
