import { type Schema, type Static, array, boolean, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';

const pool = (description: string) => string({ minLength: 1, description });
const name = (description: string) => string({ minLength: 1, pattern: '^[a-zA-Z0-9._/-]+$', description });

const placement = object(
  {
    dataNonECPoolName: string({ description: 'The pool for what cannot be erasure coded, such as uploads in parts.' }),
    dataPoolName: pool('The pool for objects.'),
    default: boolean({ description: 'Whether buckets lie here that name no placement.' }),
    metadataPoolName: pool('The pool for the lists of objects.'),
    name: name('What users call the placement.'),
    storageClasses: array(
      object(
        { dataPoolName: pool('The pool for objects of the class.'), name: name('Such as GLACIER; STANDARD is there anyway.') },
        {
          required: ['dataPoolName', 'name'],
        },
      ),
      { maxItems: 10, description: 'Other pools that users can choose for an object.' },
    ),
  },
  { required: ['dataPoolName', 'metadataPoolName', 'name'] },
);

const shape = object({
  dataPoolName: string({
    rules: immutable('object store shared data pool is immutable'),
    description: 'The pool for objects; of all placements that name none.',
  }),
  metadataPoolName: string({ rules: immutable('object store shared metadata pool is immutable'), description: 'The pool for all else.' }),
  poolPlacements: array(placement, { description: 'Pools that users can choose for a bucket; not to be changed later.' }),
  preserveRadosNamespaceDataOnDelete: boolean({ description: 'Whether the data stays when the store is deleted.' }),
});

/** Pools that several object stores share. */
export interface SharedPools extends Static<typeof shape> {}

/**
 * Pools that exist already and that several object stores share.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Object-Storage/ceph-object-store-crd/#shared-pools
 */
export const sharedPools: Schema<SharedPools> = shape;
