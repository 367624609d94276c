import type { ApiObject, Chart } from 'cdk8s';
import { CephBlockPool } from '../../imports/ceph.rook.io/ceph-block-pool';
import { CephBlockPoolRadosNamespace } from '../../imports/ceph.rook.io/ceph-block-pool-rados-namespace';
import { CephBucketNotification } from '../../imports/ceph.rook.io/ceph-bucket-notification';
import { CephBucketTopic } from '../../imports/ceph.rook.io/ceph-bucket-topic';
import { CephClient } from '../../imports/ceph.rook.io/ceph-client';
import { CephFilesystemSubVolumeGroup } from '../../imports/ceph.rook.io/ceph-filesystem-subvolume-group';
import { CephObjectRealm } from '../../imports/ceph.rook.io/ceph-object-realm';
import { CephObjectStore } from '../../imports/ceph.rook.io/ceph-object-store';
import { CephObjectStoreAccount } from '../../imports/ceph.rook.io/ceph-object-store-account';
import { CephObjectStoreUser } from '../../imports/ceph.rook.io/ceph-object-store-user';
import { CephObjectZone } from '../../imports/ceph.rook.io/ceph-object-zone';
import { CephObjectZoneGroup } from '../../imports/ceph.rook.io/ceph-object-zone-group';
import { CephConnection } from '../../imports/csi.ceph.io/ceph-connection';
import { ClientProfile } from '../../imports/csi.ceph.io/client-profile';
import { ClientProfileMapping } from '../../imports/csi.ceph.io/client-profile-mapping';
import { Driver } from '../../imports/csi.ceph.io/driver';
import { OperatorConfig } from '../../imports/csi.ceph.io/operator-config';
import { ObjectBucket } from '../../imports/objectbucket.io/object-bucket';
import { ObjectBucketClaim } from '../../imports/objectbucket.io/object-bucket-claim';
import { VolumeSnapshot } from '../../imports/snapshot.storage.k8s.io/volume-snapshot';
import { VolumeSnapshotClass } from '../../imports/snapshot.storage.k8s.io/volume-snapshot-class';
import { VolumeSnapshotContent } from '../../imports/snapshot.storage.k8s.io/volume-snapshot-content';

const namespace = 'rook-ceph';
const named = (name: string) => ({ metadata: { name, namespace } });

const replicated = { failureDomain: 'host', replicated: { size: 3 } };
const erasureCoded = { deviceClass: 'hdd', erasureCoded: { dataChunks: 2, codingChunks: 1, stripeUnit: '16Ki' }, failureDomain: 'host' };

const pools = (chart: Chart): readonly ApiObject[] => [
  new CephBlockPool(chart, 'pool', {
    ...named('replicapool'),
    spec: { ...replicated, deviceClass: 'ssd', enableRBDStats: true, parameters: { compression_mode: 'none' }, quotas: { maxSize: '1.5Ti' } },
  }),
  new CephBlockPool(chart, 'chunks', { ...named('chunks'), spec: { ...erasureCoded, mirroring: { enabled: false }, quotas: null } }),
  new CephBlockPool(chart, 'mgr', { ...named('builtin-mgr'), spec: { ...replicated, name: '.mgr' } }),
  new CephBlockPoolRadosNamespace(chart, 'part', {
    ...named('part'),
    spec: { blockPoolName: 'replicapool', mirroring: { mode: 'image', snapshotSchedules: [{ interval: '24h' }] } },
  }),
  new CephFilesystemSubVolumeGroup(chart, 'group', {
    ...named('cephfs-csi'),
    spec: { filesystemName: 'cephfs', name: 'csi', pinning: { distributed: 1 }, quota: '10Gi' },
  }),
  new CephClient(chart, 'client', { ...named('glance'), spec: { caps: { mon: 'profile rbd', osd: 'profile rbd pool=images' } } }),
];

const objects = (chart: Chart): readonly ApiObject[] => [
  new CephObjectStore(chart, 'store', {
    ...named('objects'),
    spec: {
      metadataPool: replicated,
      dataPool: erasureCoded,
      preservePoolsOnDelete: true,
      gateway: {
        additionalVolumeMounts: [{ subPath: 'ldap', volumeSource: { secret: { secretName: 'ldap', defaultMode: 0o600 } } }],
        instances: 2,
        placement: { tolerations: [{ operator: 'Exists' }] },
        port: 80,
        resources: { requests: { cpu: '500m', memory: '1Gi' } },
      },
      healthCheck: { startupProbe: { probe: { failureThreshold: 30 } } },
      hosting: { advertiseEndpoint: { dnsName: 's3.home.arpa', port: 443, useTls: true } },
      protocols: { enableAPIs: ['s3', 'admin'] },
    },
  }),
  new CephObjectStoreUser(chart, 'user', {
    ...named('backup'),
    spec: { capabilities: { bucket: 'read, write' }, opMask: ['read', 'write'], quotas: { maxBuckets: 5, maxSize: '100Gi' }, store: 'objects' },
  }),
  new CephObjectStoreAccount(chart, 'account', { ...named('family'), spec: { accountID: 'RGW00889737169837717', store: 'objects' } }),
  new CephObjectRealm(chart, 'realm', { ...named('home') }),
  new CephObjectZoneGroup(chart, 'zone-group', { ...named('home'), spec: { realm: 'home' } }),
  new CephObjectZone(chart, 'zone', {
    ...named('house'),
    spec: { customEndpoints: ['http://192.168.0.12:80'], dataPool: replicated, metadataPool: replicated, zoneGroup: 'home' },
  }),
  new CephBucketTopic(chart, 'topic', {
    ...named('uploads'),
    spec: { endpoint: { http: { uri: 'http://uploads.default' } }, objectStoreName: 'objects', objectStoreNamespace: namespace, persistent: true },
  }),
  new CephBucketNotification(chart, 'notification', {
    metadata: { name: 'uploads', namespace: 'default' },
    spec: { events: ['s3:ObjectCreated:*'], filter: { keyFilters: [{ name: 'suffix', value: '.jpg' }] }, topic: 'uploads' },
  }),
  new ObjectBucketClaim(chart, 'bucket', {
    metadata: { name: 'photos', namespace: 'default' },
    spec: { additionalConfig: { maxSize: '10Gi' }, generateBucketName: 'photos', storageClassName: 'rook-ceph-bucket' },
  }),
  new ObjectBucket(chart, 'bucket-of-claim', {
    metadata: { name: 'obc-default-photos' },
    spec: {
      authentication: {},
      claimRef: { name: 'photos', namespace: 'default' },
      endpoint: { bucketHost: 'rook-ceph-rgw-objects.rook-ceph.svc', bucketName: 'photos-1', bucketPort: 80 },
      reclaimPolicy: 'Delete',
    },
  }),
];

const drivers = (chart: Chart): readonly ApiObject[] => [
  new OperatorConfig(chart, 'config', {
    ...named('ceph-csi-operator-config'),
    spec: {
      driverSpecDefaults: {
        controllerPlugin: { replicas: 2, resources: { provisioner: { limits: { memory: '256Mi' } } } },
        imageSet: { name: 'rook-csi-operator-image-set-configmap' },
        log: { rotation: { maxFiles: 5, maxLogSize: '10M' }, verbosity: 0 },
        nodePlugin: { tolerations: [{ operator: 'Exists' }] },
      },
      log: { verbosity: 1 },
    },
  }),
  new Driver(chart, 'rbd', {
    ...named('rook-ceph.rbd.csi.ceph.com'),
    spec: {
      enableMetadata: true,
      nodePlugin: { volumes: [{ mount: { mountPath: '/etc/extra', name: 'extra' }, volume: { name: 'extra', hostPath: { path: '/etc/extra' } } }] },
      snapshotPolicy: 'volumeSnapshot',
    },
  }),
  new Driver(chart, 'cephfs', { ...named('rook-ceph.cephfs.csi.ceph.com'), spec: { cephFsClientType: 'kernel', fsGroupPolicy: 'File' } }),
  new CephConnection(chart, 'connection', { ...named('rook-ceph'), spec: { monitors: ['192.168.0.12:6789', '192.168.0.13:6789'] } }),
  new ClientProfile(chart, 'profile', {
    ...named('rook-ceph'),
    spec: { cephConnectionRef: { name: 'rook-ceph' }, cephFs: { subVolumeGroup: 'csi' }, rbd: {} },
  }),
  new ClientProfileMapping(chart, 'mapping', {
    ...named('mapping'),
    spec: { mappings: [{ blockPoolIdMapping: [['1', '2']], localClientProfile: 'rook-ceph', remoteClientProfile: 'remote' }] },
  }),
];

const snapshots = (chart: Chart): readonly ApiObject[] => [
  new VolumeSnapshotClass(chart, 'class', {
    metadata: { name: 'rook-ceph-block', annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } },
    deletionPolicy: 'Delete',
    driver: 'rook-ceph.rbd.csi.ceph.com',
    parameters: { clusterID: namespace },
  }),
  new VolumeSnapshot(chart, 'snapshot', {
    metadata: { name: 'before-upgrade', namespace: 'default' },
    spec: { source: { persistentVolumeClaimName: 'photos' }, volumeSnapshotClassName: 'rook-ceph-block' },
  }),
  new VolumeSnapshotContent(chart, 'content', {
    metadata: { name: 'before-upgrade' },
    spec: {
      deletionPolicy: 'Retain',
      driver: 'rook-ceph.rbd.csi.ceph.com',
      source: { snapshotHandle: '0001-0009-rook-ceph-0000000000000002-0' },
      volumeSnapshotRef: { name: 'before-upgrade', namespace: 'default' },
    },
  }),
];

/** Objects of Rook's smaller kinds, of CSI's, of bucket claims and snapshots: at least one of each kind. */
export const storage = (chart: Chart): readonly ApiObject[] => [...pools(chart), ...objects(chart), ...drivers(chart), ...snapshots(chart)];
