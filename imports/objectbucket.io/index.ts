/* `cdk8s-metal/kinds/objectbucket.io`: the kinds of objectbucket.io, each as a construct class with the type of its spec. */

export { type ObjectBucketClaimSpec, ObjectBucketClaim } from './object-bucket-claim';
export { type ObjectBucketSpec, ObjectBucket } from './object-bucket';
