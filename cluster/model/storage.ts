import type { Cidr } from '../values/cidr';

/** Where the cluster's volumes are kept. */
export type Storage = NoStorage | Rook;

/** No storage: declared disks are left alone. */
export interface NoStorage {
  readonly kind: 'none';
}

/** Rook-Ceph on the declared disks. */
export interface Rook {
  readonly kind: 'rook';
  /** Copies in pools for which the spec sets no other number, including those that Ceph makes for itself. */
  readonly replicas: number;
  /** Whether pools may keep a single copy, which the loss of a disk destroys. */
  readonly allowUnsafeReplicas: boolean;
  /** Odd, and never more than there are machines fit for one (`monNodes`). */
  readonly mons: number;
  /** Whether monitors may run on control planes that take no workloads. */
  readonly monsOnControlPlanes: boolean;
  /** How many managers there are. */
  readonly mgrs: 1 | 2;
  /** At least one; exactly one is the default. */
  readonly blockPools: readonly BlockPool[];
  /** CephFS; undefined: there is none. */
  readonly filesystem: Filesystem | undefined;
  /** The object store; undefined: there is none. */
  readonly objectStore: ObjectStore | undefined;
  /** How many NFS servers share the filesystem; undefined: none. */
  readonly nfs: { readonly servers: number } | undefined;
  /** Classes of snapshots. */
  readonly snapshots: SnapshotClasses;
  /** How the parts of Ceph talk to each other and to clients. */
  readonly network: StorageNetwork;
  /** Settings of Ceph: section → option → value. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the keys of CSI drivers are: kernels before 7.0 read only `aes`. */
  readonly cephxKeyType: 'aes' | 'aes256k';
  /** Whether Ceph serves its web page. */
  readonly dashboard: boolean;
  /** Needs the kinds of the Prometheus operator. */
  readonly monitoring: boolean;
  /** Whether a pod with the ceph command runs. */
  readonly toolbox: boolean;
  /** How long startup and liveness probes of mon, mgr, osd and mds may take; undefined: as Rook has it. */
  readonly probeTimeoutSeconds: number | undefined;
}

/** How a pool outlives the loss of machines: whole copies, or chunks of which any `dataChunks` restore the rest. */
export type Protection = Replicated | ErasureCoded;

/** Whole copies. */
export interface Replicated {
  readonly kind: 'replicated';
  /** How many copies there are, each on a machine of its own. */
  readonly size: number;
}

/** Chunks of data, and chunks that restore lost ones. */
export interface ErasureCoded {
  readonly kind: 'erasureCoded';
  /** How many chunks the data is cut into. */
  readonly dataChunks: number;
  /** How many chunks restore lost ones: as many machines may fail. */
  readonly codingChunks: number;
}

/** A pool of data, and how it is protected. */
export interface DataPool {
  /** Name of the pool. */
  readonly name: string;
  /** How the data outlives the loss of machines. */
  readonly protection: Protection;
  /** Copies of the metadata, which erasure coding cannot hold: of a block pool only where it is erasure coded. */
  readonly metadataSize: number;
  /** Only disks that declare this class; undefined: all. */
  readonly deviceClass: string | undefined;
}

/** Volumes that one machine at a time writes. */
export interface BlockPool extends DataPool {
  /** One of its classes is that of claims that name none. */
  readonly default: boolean;
  /** Parameters of its StorageClasses. */
  readonly storageClass: BlockClass;
}

/** Parameters of StorageClasses. */
export interface VolumeClass {
  /** Options that volumes are mounted with. */
  readonly mountOptions: readonly string[];
  /** Whether volumes can grow. */
  readonly allowVolumeExpansion: boolean;
}

/** Parameters of the StorageClasses of a block pool. */
export interface BlockClass extends VolumeClass {
  /** Filesystem that new volumes get. */
  readonly fsType: 'ext4' | 'xfs';
  /** Features of the RBD images that volumes are. */
  readonly imageFeatures: readonly ('deep-flatten' | 'exclusive-lock' | 'fast-diff' | 'layering' | 'object-map')[];
  /** Options with which the kernel maps images. */
  readonly mapOptions: readonly string[];
  /** Where the pool is the default: reclaim policy of the class of claims that name none. */
  readonly defaultReclaim: 'Delete' | 'Retain';
}

/** VolumeSnapshotClasses. */
export interface SnapshotClasses {
  /** Labels of those that delete with the VolumeSnapshot. */
  readonly labels: Readonly<Record<string, string>>;
  /** Those that keep what a snapshot holds; undefined: there are none. */
  readonly retain: { readonly labels: Readonly<Record<string, string>> } | undefined;
}

/** Volumes that many machines write at the same time. */
export interface Filesystem extends DataPool {
  /** Parameters of its StorageClasses. */
  readonly storageClass: VolumeClass;
  /** How many metadata servers work; each has one more that stands by. */
  readonly activeMds: number;
}

/** Buckets, by the protocol of S3. */
export interface ObjectStore extends DataPool {
  /** How many gateways serve the store. */
  readonly instances: number;
  /** Port of the Service of the gateways. */
  readonly port: number;
}

/** How the parts of Ceph talk to each other and to clients. */
export interface StorageNetwork {
  /** `host`: the machines' own network; undefined: that of the pods. */
  readonly provider: 'host' | undefined;
  /** Where daemons listen to each other and to clients; empty: on every network that they have. */
  readonly publicNetworks: readonly Cidr[];
  /** Where copies and recovery travel between the disks; empty: as publicNetworks. */
  readonly clusterNetworks: readonly Cidr[];
  /** Whether all that is sent is encrypted. */
  readonly encryption: boolean;
  /** Whether all that is sent is compressed. */
  readonly compression: boolean;
}

/** Copies or chunks of something, each on a machine of its own. */
export const spread = (protection: Protection): number =>
  protection.kind === 'replicated' ? protection.size : protection.dataChunks + protection.codingChunks;

/** The first kernel that reads keys of the type aes256k. */
export const KERNEL_OF_AES256K = [7, 0] as const;
