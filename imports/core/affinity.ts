import { type Schema, array, integer, object, string, withFacets } from '../../crd/schema/schema';
import { labelSelector, requirements } from './label-selector';
import type { Affinity, NodeAffinity, PodAffinity } from './generated';

export type { PodAffinity };

/** A number from 1 to 100 that is added to a node's score. */
const weight = integer({ format: 'int32', doc: 'What the wish adds to the score of a node that fulfils it: 1 to 100.' });
const texts = (doc: string) => array(string(), { listType: 'atomic', doc });

const nodeSelectorTerm = object(
  {
    matchExpressions: withFacets(requirements, { doc: 'Conditions on the labels of the node, all of which must hold.' }),
    matchFields: withFacets(requirements, { doc: 'Conditions on fields of the node, all of which must hold; metadata.name is the only one.' }),
  },
  { mapType: 'atomic', doc: 'The nodes that fulfil all of these conditions.' },
);

/** A wish for nodes, with its weight. */
export const preferredNodes = object(
  { preference: nodeSelectorTerm, weight },
  { required: ['preference', 'weight'], doc: 'A wish for nodes, with its weight.' },
);

/** A demand on nodes: one of the terms must hold. */
export const requiredNodes = object(
  { nodeSelectorTerms: array(nodeSelectorTerm, { listType: 'atomic', doc: 'One of these terms must hold.' }) },
  { required: ['nodeSelectorTerms'], mapType: 'atomic', doc: 'Which nodes may take the pod; elsewhere it stays pending.' },
);

const nodeShape = object(
  {
    preferredDuringSchedulingIgnoredDuringExecution: array(preferredNodes, { listType: 'atomic', doc: 'Which nodes are preferred; others take the pod too.' }),
    requiredDuringSchedulingIgnoredDuringExecution: requiredNodes,
  },
  { doc: 'Affinity to nodes.' },
);

/** Affinity to nodes: `preferred…` is optional, `required…` keeps a pod pending while no node fits. */
export const nodeAffinity: Schema<NodeAffinity> = nodeShape;

const podAffinityTerm = object(
  {
    labelSelector: withFacets(labelSelector, { doc: 'The pods that are meant, by their labels; none when left out.' }),
    matchLabelKeys: texts('Keys of labels whose values must be those of the incoming pod, such as pod-template-hash.'),
    mismatchLabelKeys: texts('Keys of labels whose values must differ from those of the incoming pod.'),
    namespaceSelector: withFacets(labelSelector, { doc: 'The namespaces of these pods, by their labels; an empty one means all.' }),
    namespaces: texts("The namespaces of these pods, by name; the pod's own when both are left out."),
    topologyKey: string({ doc: 'The node label whose value says what counts as one place, such as kubernetes.io/hostname.' }),
  },
  { required: ['topologyKey'], doc: 'Certain pods, and the label that says which nodes are one place.' },
);

const podShape = object(
  {
    preferredDuringSchedulingIgnoredDuringExecution: array(object({ podAffinityTerm, weight }, { required: ['podAffinityTerm', 'weight'] }), {
      listType: 'atomic',
      doc: 'Which places are preferred; others take the pod too.',
    }),
    requiredDuringSchedulingIgnoredDuringExecution: array(podAffinityTerm, {
      listType: 'atomic',
      doc: 'Which places may take the pod; elsewhere it stays pending. All terms must hold.',
    }),
  },
  { doc: 'Which pods a pod wants near.' },
);

/** Affinity to pods; as anti-affinity, the pods to keep away from. */
export const podAffinity: Schema<PodAffinity> = podShape;

const shape = object(
  { nodeAffinity, podAffinity, podAntiAffinity: withFacets(podAffinity, { doc: 'Which pods a pod wants away.' }) },
  { doc: 'Near which nodes and pods a pod may run.' },
);

/**
 * Near which nodes and pods a pod may run.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */
export const affinity: Schema<Affinity> = shape;
