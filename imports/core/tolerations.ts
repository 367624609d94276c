import { type Schema, type Static, array, integer, object, string } from '../../crd/schema/schema';

const shape = object({
  effect: string({ description: 'NoSchedule, PreferNoSchedule or NoExecute; all of them when left out.' }),
  key: string({ description: "The taint's key; all of them when left out, and then the operator must be Exists." }),
  operator: string({ description: 'Equal (the default) or Exists.' }),
  tolerationSeconds: integer({ format: 'int64', description: 'How long NoExecute is borne, in seconds; for ever when left out.' }),
  value: string({ description: "The taint's value, for Equal." }),
});

/** A taint that a pod bears. */
export interface Toleration extends Static<typeof shape> {}

/**
 * The taints that a pod bears.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const tolerations: Schema<readonly Toleration[]> = array(shape);
