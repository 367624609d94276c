import { Construct } from 'constructs';
import { sizeOf } from '../../../cluster/facts/ceph-sizes';
import { BUCKET_CLASS, ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { CephObjectStore } from '../../../imports/ceph.rook.io/ceph-object-store';
import { CephObjectStoreUser } from '../../../imports/ceph.rook.io/ceph-object-store-user';
import { ObjectBucketClaim } from '../../../imports/objectbucket.io/object-bucket-claim';
import type { Machines } from './machines';
import { type PoolProps, dataPool, metadataPool } from './pool';
import { probeOf } from './probe';
import { apart } from './spread';

/** Buckets, by the protocol of S3. */
export interface RookObjectStoreProps extends PoolProps, Omit<Machines, 'machines'> {
  /** What the store is called; its Service is `rook-ceph-rgw-` and this. */
  readonly name: string;
  /** Gateways that share the work. @default 1 */
  readonly instances?: number;
  /** Where it answers, without encryption. @default 80 */
  readonly port?: number;
  /**
   * Users with keys of their own, in Secrets `rook-ceph-object-user-STORE-USER`; a bucket that a claim makes comes with its own.
   * @default none
   */
  readonly users?: readonly string[];
  /**
   * Buckets for applications, each with a ConfigMap and a Secret of its name beside it that say where it is and how to get in. They need the class
   * `rook-ceph-bucket` of `StorageClasses`.
   * @default none
   */
  readonly buckets?: readonly { readonly name: string; readonly namespace: string }[];
}

/**
 * A store of buckets, by the protocol of S3.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-store-crd/
 */
export class RookObjectStore extends Construct {
  constructor(scope: Construct, id: string, props: RookObjectStoreProps) {
    super(scope, id);
    const { name, instances = 1, port = 80, users = [], buckets = [], memory, probeTimeoutSeconds } = props;
    new CephObjectStore(this, 'Store', {
      metadata: { name, namespace: ROOK_NAMESPACE },
      spec: {
        metadataPool: metadataPool(props),
        // Expected to be the largest, so that it gets all of its placement groups at once.
        dataPool: { ...dataPool(props), parameters: { bulk: 'true' } },
        preservePoolsOnDelete: true,
        gateway: {
          port,
          instances,
          placement: apart('rook-ceph-rgw', false),
          priorityClassName: 'system-cluster-critical',
          resources: sizeOf('rgw', memory),
        },
        healthCheck: { startupProbe: probeOf(probeTimeoutSeconds), readinessProbe: probeOf(probeTimeoutSeconds) },
      },
    });
    for (const user of users) {
      new CephObjectStoreUser(this, `User-${user}`, { metadata: { name: user, namespace: ROOK_NAMESPACE }, spec: { store: name, displayName: user } });
    }
    for (const { name: bucket, namespace } of buckets) {
      new ObjectBucketClaim(this, `Bucket-${namespace}-${bucket}`, {
        metadata: { name: bucket, namespace },
        spec: { generateBucketName: bucket, storageClassName: BUCKET_CLASS },
      });
    }
  }
}
