import { type Schema, array, integer, object, string } from '../../crd/schema/schema';
import type { Toleration } from './generated';

export type { Toleration };

const shape = object(
  {
    effect: string({ description: 'Effect of the taint: NoSchedule, PreferNoSchedule or NoExecute. Default: all effects.' }),
    key: string({ description: 'Key of the taint. Default: all keys, and then the operator must be Exists.' }),
    operator: string({ description: 'Equal or Exists. Default: Equal.' }),
    tolerationSeconds: integer({ format: 'int64', description: 'Seconds that a NoExecute taint is tolerated. Default: no limit.' }),
    value: string({ description: 'Value of the taint, for Equal.' }),
  },
  { doc: 'A taint that a pod bears.' },
);

/**
 * The taints that a pod bears.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const tolerations: Schema<readonly Toleration[]> = array(shape, { doc: 'Taints that the pods bear.' });
