import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type ImageFeature, lackingFeatures } from '../../../cluster/facts/rbd';
import {
  BUCKET_CLASS,
  BUCKET_PROVISIONER,
  FILESYSTEM_CLASS,
  ROOK_NAMESPACE,
  blockClass,
  driverName,
  metadataPoolName,
} from '../../../cluster/facts/storage-names';
import type { RookBlockPoolProps } from '../rook/block-pool';
import { type RookFilesystemProps, filesystemPool } from '../rook/filesystem';
import { type SnapshotClassesProps, addClasses, addSnapshotClasses, driverParameters } from './storage-class';

/** A pool that claims take volumes from. */
export interface BlockPoolClass extends Pick<RookBlockPoolProps, 'name' | 'protection'> {
  /** Whether claims that name no class get a volume from it; at most one pool. */
  readonly default: boolean;
  /** What the classes say of volumes. @default as each of its fields says */
  readonly storageClass?: BlockClassProps;
}

/** What classes say of volumes. */
export interface VolumeClassProps {
  /** Options that volumes are mounted with. @default none */
  readonly mountOptions?: readonly string[];
  /** Whether volumes can grow. @default true */
  readonly allowVolumeExpansion?: boolean;
}

/** What classes of a block pool say of volumes. */
export interface BlockClassProps extends VolumeClassProps {
  /** Filesystem that new volumes get. @default ext4: on the machines of the OSDs themselves, XFS can lock up */
  readonly fsType?: 'ext4' | 'xfs';
  /**
   * Features of the RBD images that volumes are; fast-diff needs object-map, and that exclusive-lock.
   * @default layering, which every kernel can map
   */
  readonly imageFeatures?: readonly ImageFeature[];
  /** Options with which the kernel maps images, such as queue_depth=1024. @default none */
  readonly mapOptions?: readonly string[];
  /** Where the pool is the default: which of the two classes is that of claims that name none. @default Delete */
  readonly defaultReclaim?: 'Delete' | 'Retain';
}

/** What claims can ask for. */
export interface StorageClassesProps {
  /** Pools of volumes, each of which gets two classes. @default none */
  readonly blockPools?: readonly BlockPoolClass[];
  /** The filesystem of shared volumes, which gets two classes. @default none */
  readonly filesystem?: (Pick<RookFilesystemProps, 'name' | 'protection'> & { readonly storageClass?: VolumeClassProps }) | undefined;
  /** Name of the store that buckets are made in. @default none */
  readonly objectStore?: string | undefined;
  /** Classes of snapshots. @default one for each kind of volume, which deletes with the VolumeSnapshot */
  readonly snapshots?: SnapshotClassesProps;
}

/** The images themselves lie in a pool of whole copies; where the data is erasure coded, it lies in another. */
const poolParameters = ({ name, protection }: BlockPoolClass): Readonly<Record<string, string>> =>
  protection.kind === 'replicated' ? { pool: name } : { pool: metadataPoolName(name), dataPool: name };

/** What ceph-csi would refuse with the first claim. */
const featureProblems = (pools: readonly BlockPoolClass[]): string[] =>
  pools.flatMap(({ name, storageClass }) =>
    lackingFeatures(storageClass?.imageFeatures ?? []).map(([feature, needs]) => `blockPools ${name}: the image feature ${feature} needs ${needs}; add it`),
  );

/** Not as a validation: an object cannot be added twice. */
function refuseTwins(id: string, pools: readonly BlockPoolClass[]): void {
  for (const [index, pool] of pools.entries()) {
    const twin = pools.slice(0, index).find((other) => blockClass(other) === blockClass(pool));
    if (twin !== undefined) {
      throw new Error(
        `StorageClasses ${id}: blockPools ${twin.name} and ${pool.name} would both have the class ${blockClass(pool)}; make one the default, and give the other another name`,
      );
    }
  }
}

/**
 * What claims can ask for: StorageClasses that delete what is released and ones that keep it, and classes of snapshots.
 *
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Block-Storage-RBD/block-storage/
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Shared-Filesystem-CephFS/filesystem-storage/
 */
export class StorageClasses extends Chart {
  constructor(scope: Construct, id: string, { blockPools = [], filesystem, objectStore, snapshots = {} }: StorageClassesProps) {
    super(scope, id);
    refuseTwins(id, blockPools);
    this.node.addValidation({ validate: () => featureProblems(blockPools) });
    for (const pool of blockPools) this.addBlockClasses(pool);
    if (blockPools.length > 0) addSnapshotClasses(this, 'rbd', snapshots);
    if (filesystem !== undefined) {
      this.addFilesystemClasses(filesystem);
      addSnapshotClasses(this, 'cephfs', snapshots);
    }
    if (objectStore !== undefined) this.addBucketClasses(objectStore);
  }

  private addBlockClasses(pool: BlockPoolClass): void {
    const { fsType = 'ext4', imageFeatures = ['layering'], mapOptions = [], mountOptions = [], ...more } = pool.storageClass ?? {};
    addClasses(this, {
      name: blockClass(pool),
      provisioner: driverName('rbd'),
      parameters: {
        ...driverParameters('rbd'),
        ...poolParameters(pool),
        imageFormat: '2',
        imageFeatures: imageFeatures.join(','),
        ...(mapOptions.length === 0 ? {} : { mapOptions: mapOptions.join(',') }),
        'csi.storage.k8s.io/fstype': fsType,
      },
      default: pool.default ? (more.defaultReclaim ?? 'Delete') : undefined,
      allowVolumeExpansion: more.allowVolumeExpansion ?? true,
      mountOptions,
    });
  }

  private addFilesystemClasses(filesystem: NonNullable<StorageClassesProps['filesystem']>): void {
    const { mountOptions = [], allowVolumeExpansion = true } = filesystem.storageClass ?? {};
    addClasses(this, {
      name: FILESYSTEM_CLASS,
      provisioner: driverName('cephfs'),
      parameters: { ...driverParameters('cephfs'), fsName: filesystem.name, pool: filesystemPool(filesystem) },
      default: undefined,
      allowVolumeExpansion,
      mountOptions,
    });
  }

  /** For ObjectBucketClaims, of which the operator itself takes care. */
  private addBucketClasses(store: string): void {
    addClasses(this, {
      name: BUCKET_CLASS,
      provisioner: BUCKET_PROVISIONER,
      parameters: { objectStoreName: store, objectStoreNamespace: ROOK_NAMESPACE },
      default: undefined,
      allowVolumeExpansion: false,
    });
  }
}
