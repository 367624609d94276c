import { type Schema, type Static, array, map, object, string } from '../../crd/schema/schema';

/** Labels, annotations and node selectors: text by key. */
export const labels = map(string());

/** Conditions on keys, all of which must hold; the operators are In, NotIn, Exists and DoesNotExist, on nodes also Gt and Lt. */
export const requirements = array(
  object({ key: string(), operator: string(), values: array(string(), { listType: 'atomic' }) }, { required: ['key', 'operator'] }),
  { listType: 'atomic' },
);

const shape = object({ matchExpressions: requirements, matchLabels: labels }, { mapType: 'atomic' });

/** Which objects are meant, by their labels. */
export interface LabelSelector extends Static<typeof shape> {}

/**
 * Which objects are meant, by their labels; one without conditions means all.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export const labelSelector: Schema<LabelSelector> = shape;
