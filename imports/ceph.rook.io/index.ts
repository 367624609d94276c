/* `cdk8s-metal/kinds/ceph.rook.io`: the kinds of ceph.rook.io, each as a construct class with the type of its spec. */

export { type CephBlockPoolRadosNamespaceSpec, CephBlockPoolRadosNamespace } from './ceph-block-pool-rados-namespace';
export { type CephBlockPoolSpec, CephBlockPool } from './ceph-block-pool';
export { type CephBucketNotificationSpec, CephBucketNotification } from './ceph-bucket-notification';
export { type CephBucketTopicSpec, CephBucketTopic } from './ceph-bucket-topic';
export { type CephClientSpec, CephClient } from './ceph-client';
export { type CephClusterSpec, CephCluster } from './ceph-cluster';
export { type CephCOSIDriverSpec, CephCOSIDriver } from './ceph-cosi-driver';
export { type CephFilesystemMirrorSpec, CephFilesystemMirror } from './ceph-filesystem-mirror';
export { type CephFilesystemSubVolumeGroupSpec, CephFilesystemSubVolumeGroup } from './ceph-filesystem-subvolume-group';
export { type CephFilesystemSpec, CephFilesystem } from './ceph-filesystem';
export { type CephNFSSpec, CephNFS } from './ceph-nfs';
export { type CephNVMeOFGatewaySpec, CephNVMeOFGateway } from './ceph-nvmeof-gateway';
export { type CephObjectRealmSpec, CephObjectRealm } from './ceph-object-realm';
export { type CephObjectStoreAccountSpec, CephObjectStoreAccount } from './ceph-object-store-account';
export { type CephObjectStoreUserSpec, CephObjectStoreUser } from './ceph-object-store-user';
export { type CephObjectStoreSpec, CephObjectStore } from './ceph-object-store';
export { type CephObjectZoneGroupSpec, CephObjectZoneGroup } from './ceph-object-zone-group';
export { type CephObjectZoneSpec, CephObjectZone } from './ceph-object-zone';
export { type CephRBDMirrorSpec, CephRBDMirror } from './ceph-rbd-mirror';
