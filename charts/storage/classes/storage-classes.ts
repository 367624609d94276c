import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
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
import { addClasses, addSnapshotClass, driverParameters } from './storage-class';

/** A pool that claims take volumes from. */
export interface BlockPoolClass extends Pick<RookBlockPoolProps, 'name' | 'protection'> {
  /** Whether claims that name no class get a volume from it; at most one pool. */
  readonly default: boolean;
}

/** What claims can ask for. */
export interface StorageClassesProps {
  /** Pools of volumes, each of which gets two classes. @default none */
  readonly blockPools?: readonly BlockPoolClass[];
  /** The filesystem of shared volumes, which gets two classes. @default none */
  readonly filesystem?: Pick<RookFilesystemProps, 'name' | 'protection'> | undefined;
  /** Name of the store that buckets are made in. @default none */
  readonly objectStore?: string | undefined;
}

/** The images themselves lie in a pool of whole copies; where the data is erasure coded, it lies in another. */
const poolParameters = ({ name, protection }: BlockPoolClass): Readonly<Record<string, string>> =>
  protection.kind === 'replicated' ? { pool: name } : { pool: metadataPoolName(name), dataPool: name };

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
  constructor(scope: Construct, id: string, { blockPools = [], filesystem, objectStore }: StorageClassesProps) {
    super(scope, id);
    refuseTwins(id, blockPools);
    for (const pool of blockPools) this.addBlockClasses(pool);
    if (blockPools.length > 0) addSnapshotClass(this, 'rbd');
    if (filesystem !== undefined) this.addFilesystemClasses(filesystem);
    if (objectStore !== undefined) this.addBucketClasses(objectStore);
  }

  private addBlockClasses(pool: BlockPoolClass): void {
    addClasses(this, {
      name: blockClass(pool),
      provisioner: driverName('rbd'),
      parameters: {
        ...driverParameters('rbd'),
        ...poolParameters(pool),
        imageFormat: '2',
        imageFeatures: 'layering',
        // On the machines of the OSDs themselves, XFS can lock up.
        'csi.storage.k8s.io/fstype': 'ext4',
      },
      default: pool.default,
      allowVolumeExpansion: true,
    });
  }

  private addFilesystemClasses(filesystem: NonNullable<StorageClassesProps['filesystem']>): void {
    addClasses(this, {
      name: FILESYSTEM_CLASS,
      provisioner: driverName('cephfs'),
      parameters: { ...driverParameters('cephfs'), fsName: filesystem.name, pool: filesystemPool(filesystem) },
      default: false,
      allowVolumeExpansion: true,
    });
    addSnapshotClass(this, 'cephfs');
  }

  /** For ObjectBucketClaims, of which the operator itself takes care. */
  private addBucketClasses(store: string): void {
    addClasses(this, {
      name: BUCKET_CLASS,
      provisioner: BUCKET_PROVISIONER,
      parameters: { objectStoreName: store, objectStoreNamespace: ROOK_NAMESPACE },
      default: false,
      allowVolumeExpansion: false,
    });
  }
}
