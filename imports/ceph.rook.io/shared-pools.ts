import { type Schema, array, boolean, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import type { SharedPools } from './generated';

const pool = (description: string) => string({ minLength: 1, description });
const name = (description: string) => string({ minLength: 1, pattern: '^[a-zA-Z0-9._/-]+$', description });

const placement = object(
  {
    dataNonECPoolName: string({ description: 'Pool for data that cannot be erasure coded, such as multipart uploads.' }),
    dataPoolName: pool('Pool for objects.'),
    default: boolean({ description: 'Whether this placement is the default for buckets.' }),
    metadataPoolName: pool('Pool for the bucket indexes.'),
    name: name('Name of the placement for users.'),
    storageClasses: array(
      object(
        { dataPoolName: pool('Pool for objects of the storage class.'), name: name('Name of the storage class, such as GLACIER; STANDARD always exists.') },
        { required: ['dataPoolName', 'name'] },
      ),
      { maxItems: 10, description: 'Storage classes: other pools that users can choose for an object.' },
    ),
  },
  { required: ['dataPoolName', 'metadataPoolName', 'name'] },
);

const shape = object(
  {
    dataPoolName: string({
      rules: immutable('object store shared data pool is immutable'),
      description: 'Pool for objects of placements without a pool of their own.',
    }),
    metadataPoolName: string({ rules: immutable('object store shared metadata pool is immutable'), description: 'Pool for everything else.' }),
    poolPlacements: array(placement, { description: 'Placements: pools that users can choose for a bucket; cannot be changed later.' }),
    preserveRadosNamespaceDataOnDelete: boolean({ description: 'Whether the data is kept when the store is deleted.' }),
  },
  { doc: 'Pools that several object stores share.' },
);

/**
 * Pools that exist already and that several object stores share.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-store-crd/#shared-pools
 */
export const sharedPools: Schema<SharedPools> = shape;
