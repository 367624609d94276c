import { CephBlockPool } from '../../../imports/ceph.rook.io/ceph-block-pool';
import { CephBlockPoolRadosNamespace } from '../../../imports/ceph.rook.io/ceph-block-pool-rados-namespace';
import { CephBucketNotification } from '../../../imports/ceph.rook.io/ceph-bucket-notification';
import { CephBucketTopic } from '../../../imports/ceph.rook.io/ceph-bucket-topic';
import { CephClient } from '../../../imports/ceph.rook.io/ceph-client';
import { CephCluster } from '../../../imports/ceph.rook.io/ceph-cluster';
import { CephCOSIDriver } from '../../../imports/ceph.rook.io/ceph-cosi-driver';
import { CephFilesystem } from '../../../imports/ceph.rook.io/ceph-filesystem';
import { CephFilesystemMirror } from '../../../imports/ceph.rook.io/ceph-filesystem-mirror';
import { CephFilesystemSubVolumeGroup } from '../../../imports/ceph.rook.io/ceph-filesystem-subvolume-group';
import { CephNFS } from '../../../imports/ceph.rook.io/ceph-nfs';
import { CephNVMeOFGateway } from '../../../imports/ceph.rook.io/ceph-nvmeof-gateway';
import { CephObjectRealm } from '../../../imports/ceph.rook.io/ceph-object-realm';
import { CephObjectStore } from '../../../imports/ceph.rook.io/ceph-object-store';
import { CephObjectStoreAccount } from '../../../imports/ceph.rook.io/ceph-object-store-account';
import { CephObjectStoreUser } from '../../../imports/ceph.rook.io/ceph-object-store-user';
import { CephObjectZone } from '../../../imports/ceph.rook.io/ceph-object-zone';
import { CephObjectZoneGroup } from '../../../imports/ceph.rook.io/ceph-object-zone-group';
import { CephRBDMirror } from '../../../imports/ceph.rook.io/ceph-rbd-mirror';
import { ObjectBucket } from '../../../imports/objectbucket.io/object-bucket';
import { ObjectBucketClaim } from '../../../imports/objectbucket.io/object-bucket-claim';
import { definitionsOf } from '../../../objects/definitions';

const KINDS = {
  CephBlockPool,
  CephBlockPoolRadosNamespace,
  CephBucketNotification,
  CephBucketTopic,
  CephClient,
  CephCluster,
  CephCOSIDriver,
  CephFilesystem,
  CephFilesystemMirror,
  CephFilesystemSubVolumeGroup,
  CephNFS,
  CephNVMeOFGateway,
  CephObjectRealm,
  CephObjectStore,
  CephObjectStoreAccount,
  CephObjectStoreUser,
  CephObjectZone,
  CephObjectZoneGroup,
  CephRBDMirror,
  ObjectBucket,
  ObjectBucketClaim,
};

/** The kinds of Rook, and those of buckets. */
export class RookCrds extends definitionsOf(KINDS) {}
