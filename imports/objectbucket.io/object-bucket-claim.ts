import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, anything, object, string } from '../../crd/schema/schema';
import type { ObjectBucketClaimBody, ObjectBucketClaimSpec } from './generated';

export type { ObjectBucketClaimSpec };

const specShape = object(
  {
    additionalConfig: anything({ nullable: true, description: 'Settings of the provisioner, such as maxObjects and maxSize.' }),
    bucketName: string({ description: 'Name of the bucket, which must be unique in the object store.' }),
    generateBucketName: string({ description: "Prefix of the bucket's name; the rest is generated." }),
    objectBucketName: string({ description: 'Name of the ObjectBucket of this claim; set by the provisioner.' }),
    storageClassName: string({ description: 'StorageClass that creates the bucket.' }),
  },
  { doc: 'Which bucket is wanted.' },
);

const spec: Schema<ObjectBucketClaimSpec> = specShape;

/** ObjectBucketClaim as a kind. */
export const objectBucketClaim = defineResource<ObjectBucketClaimBody>({
  group: 'objectbucket.io',
  version: 'v1alpha1',
  kind: 'ObjectBucketClaim',
  plural: 'objectbucketclaims',
  shortNames: ['obc', 'obcs'],
  scope: 'Namespaced',
  schema: object({ spec, status: anything() }),
  subresources: { status: {} },
});

/**
 * A bucket for an application; a ConfigMap and a Secret of the same name then tell where it is and how to get in.
 *
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-claim/
 */
export class ObjectBucketClaim extends customResource(objectBucketClaim) {}
