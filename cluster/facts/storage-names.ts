/** Namespace of Rook, its CSI drivers and the Ceph cluster. CSI drivers, and with them StorageClasses, have its name in theirs. */
export const ROOK_NAMESPACE = 'rook-ceph';

/** Name of the CephCluster. */
export const CEPH_CLUSTER = 'rook-ceph';

/** Deployment of Rook's operator. */
export const ROOK_OPERATOR = 'rook-ceph-operator';

/** Deployment of Rook's toolbox. */
export const ROOK_TOOLBOX = 'rook-ceph-tools';

/** What a CSI driver serves. */
export type CsiDriver = 'cephfs' | 'nfs' | 'rbd';

/** Name of a CSI driver, which StorageClasses have as their provisioner. The CSI operator knows by its end which driver to run. */
export const driverName = (driver: CsiDriver): string => `${ROOK_NAMESPACE}.${driver}.csi.ceph.com`;

/** The provisioner of buckets. */
export const BUCKET_PROVISIONER = `${ROOK_NAMESPACE}.ceph.rook.io/bucket`;

/** Every provisioner of Rook, those of volumes first. */
export const ROOK_PROVISIONERS: readonly string[] = [...(['rbd', 'cephfs', 'nfs'] as const).map(driverName), BUCKET_PROVISIONER];

/** Name of the pool that holds the metadata of an erasure coded one. */
export const metadataPoolName = (name: string): string => `${name}-metadata`;

/** Name of the class that keeps released volumes or snapshots, beside the one that deletes them. */
export const retaining = (deleting: string): string => `${deleting}-retain`;

/** StorageClass of the filesystem that deletes released volumes. */
export const FILESYSTEM_CLASS = 'rook-cephfs';

/** StorageClass of buckets that deletes released ones. */
export const BUCKET_CLASS = 'rook-ceph-bucket';

/** StorageClass of the default block pool that deletes released volumes. */
export const BLOCK_CLASS = 'rook-ceph-block';

/** StorageClass of a block pool that deletes released volumes. */
export const blockClass = (pool: { readonly name: string; readonly default: boolean }): string => (pool.default ? BLOCK_CLASS : `rook-ceph-${pool.name}`);

/** VolumeSnapshotClass of each driver that can take snapshots. */
export const SNAPSHOT_CLASSES = { rbd: 'rook-ceph-block', cephfs: 'rook-cephfs' } as const satisfies Readonly<Partial<Record<CsiDriver, string>>>;
