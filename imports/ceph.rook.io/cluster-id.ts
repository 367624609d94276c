import { string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';

/** ID that StorageClasses use as `clusterID`. */
export const clusterId = string({
  minLength: 1,
  maxLength: 36,
  pattern: '^[a-zA-Z0-9_-]+$',
  rules: immutable('ClusterID is immutable'),
  description: 'Cluster ID for StorageClasses. Default: generated, and shown in the status.',
});
