import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, anything, foreign, integer, object, string } from '../../crd/schema/schema';

const specShape = object({
  additionalState: anything({ nullable: true }),
  // Upstream describes items of what is no list; so nothing but an empty object, or null, passes.
  authentication: foreign({ type: 'object', nullable: true, items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
  claimRef: anything({ nullable: true }),
  endpoint: object(
    {
      additionalConfig: anything({ nullable: true }),
      bucketHost: string(),
      bucketName: string(),
      bucketPort: integer({ format: 'int32' }),
      region: string(),
      subRegion: string(),
    },
    { nullable: true, description: 'Endpoint of the bucket.' },
  ),
  reclaimPolicy: string({ description: 'Handling of the bucket when its claim is deleted: Delete or Retain.' }),
  storageClassName: string(),
});

/** A bucket that exists. */
export interface ObjectBucketSpec extends Static<typeof specShape> {}

const spec: Schema<ObjectBucketSpec> = specShape;

/** ObjectBucket as a kind. */
export const objectBucket = defineResource({
  group: 'objectbucket.io',
  version: 'v1alpha1',
  kind: 'ObjectBucket',
  plural: 'objectbuckets',
  shortNames: ['ob', 'obs'],
  scope: 'Cluster',
  schema: object({ spec, status: anything() }),
  subresources: { status: {} },
});

/**
 * A bucket that exists; provisioners make these objects for claims.
 *
 * @see https://rook.io/docs/rook/v1.20/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-claim/
 */
export class ObjectBucket extends customResource(objectBucket) {}
