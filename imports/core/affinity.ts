import { type Schema, type Static, array, integer, object, string } from '../../crd/schema/schema';
import { labelSelector, requirements } from './label-selector';

/** A number from 1 to 100 that is added to a node's score. */
const weight = integer({ format: 'int32' });
const texts = array(string(), { listType: 'atomic' });

const nodeSelectorTerm = object({ matchExpressions: requirements, matchFields: requirements }, { mapType: 'atomic' });

/** A wish for nodes, with its weight. */
export const preferredNodes = object({ preference: nodeSelectorTerm, weight }, { required: ['preference', 'weight'] });

/** A demand on nodes: one of the terms must hold. */
export const requiredNodes = object(
  { nodeSelectorTerms: array(nodeSelectorTerm, { listType: 'atomic' }) },
  { required: ['nodeSelectorTerms'], mapType: 'atomic' },
);

const nodeShape = object({
  preferredDuringSchedulingIgnoredDuringExecution: array(preferredNodes, { listType: 'atomic' }),
  requiredDuringSchedulingIgnoredDuringExecution: requiredNodes,
});

/** Affinity to nodes. */
export interface NodeAffinity extends Static<typeof nodeShape> {}

/** Affinity to nodes: `preferred…` is optional, `required…` keeps a pod pending while no node fits. */
export const nodeAffinity: Schema<NodeAffinity> = nodeShape;

const podAffinityTerm = object(
  { labelSelector, matchLabelKeys: texts, mismatchLabelKeys: texts, namespaceSelector: labelSelector, namespaces: texts, topologyKey: string() },
  { required: ['topologyKey'] },
);

const podShape = object({
  preferredDuringSchedulingIgnoredDuringExecution: array(object({ podAffinityTerm, weight }, { required: ['podAffinityTerm', 'weight'] }), {
    listType: 'atomic',
  }),
  requiredDuringSchedulingIgnoredDuringExecution: array(podAffinityTerm, { listType: 'atomic' }),
});

/** Affinity and anti-affinity to pods. */
export interface PodAffinity extends Static<typeof podShape> {}

/** Affinity to pods; as anti-affinity, the pods to keep away from. */
export const podAffinity: Schema<PodAffinity> = podShape;

const shape = object({ nodeAffinity, podAffinity, podAntiAffinity: podAffinity });

/** Near which nodes and pods a pod may run. */
export interface Affinity extends Static<typeof shape> {}

/**
 * Near which nodes and pods a pod may run.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */
export const affinity: Schema<Affinity> = shape;
