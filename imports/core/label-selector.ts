import { type Schema, array, map, object, string, withFacets } from '../../crd/schema/schema';
import type { LabelSelector } from './generated';

/** Labels, annotations and node selectors: text by key. */
export const labels = map(string());

/** Conditions on keys, all of which must hold; the operators are In, NotIn, Exists and DoesNotExist, on nodes also Gt and Lt. */
export const requirements = array(
  object(
    {
      key: string({ doc: 'The key of the label.' }),
      operator: string({ doc: 'In, NotIn, Exists or DoesNotExist; of nodes also Gt and Lt.' }),
      values: array(string(), { listType: 'atomic', doc: 'Values for In and NotIn, one whole number for Gt and Lt; none for the others.' }),
    },
    { required: ['key', 'operator'], doc: 'A condition on one label.' },
  ),
  { listType: 'atomic', doc: 'Conditions on labels, all of which must hold.' },
);

const shape = object(
  { matchExpressions: requirements, matchLabels: withFacets(labels, { doc: 'Labels that the object must have, with these values.' }) },
  { doc: 'Which objects are meant, by their labels.', mapType: 'atomic' },
);

/**
 * Which objects are meant, by their labels; one without conditions means all.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export const labelSelector: Schema<LabelSelector> = shape;
