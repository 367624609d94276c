import { intOrString } from '../../crd/schema/schema';

/** The form of an amount: digits, maybe a fraction, maybe a unit. */
export const QUANTITY = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/**
 * An amount as Kubernetes writes it: `500m`, `2`, `1.5Gi`, `1e3`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const quantity = intOrString({ pattern: QUANTITY });
