import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, DOC, LIKE, anything, foreign, integer, object, string } from '../../crd/schema/schema';
import type { ObjectBucketBody, ObjectBucketSpec } from './generated';

export type { ObjectBucketSpec };

const specShape = object(
  {
    additionalState: anything({ nullable: true, doc: 'What the provisioner notes for itself.' }),
    // Upstream describes items of what is no list; so nothing but an empty object, or null, passes.
    authentication: foreign({
      type: 'object',
      nullable: true,
      items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      [LIKE]: {},
      [DOC]: 'Without use: the keys are in the Secret of the claim.',
    }),
    claimRef: anything({ nullable: true, doc: 'The ObjectBucketClaim that the bucket belongs to, as an object reference.' }),
    endpoint: object(
      {
        additionalConfig: anything({ nullable: true, doc: 'What else the provisioner has been told.' }),
        bucketHost: string({ doc: 'Host name or address of the object store.' }),
        bucketName: string({ doc: 'Name of the bucket.' }),
        bucketPort: integer({ format: 'int32', doc: 'Port of the object store.' }),
        region: string({ doc: 'The region of the bucket, as clients of S3 are told.' }),
        subRegion: string({ doc: 'The part of the region, where the store knows such parts.' }),
      },
      { nullable: true, description: 'Endpoint of the bucket.' },
    ),
    reclaimPolicy: string({ description: 'Handling of the bucket when its claim is deleted: Delete or Retain.' }),
    storageClassName: string({ doc: 'The StorageClass that the bucket was made by.' }),
  },
  { doc: 'A bucket that exists.' },
);

const spec: Schema<ObjectBucketSpec> = specShape;

/** ObjectBucket as a kind. */
export const objectBucket = defineResource<ObjectBucketBody>({
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
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-claim/
 */
export class ObjectBucket extends customResource(objectBucket) {}
