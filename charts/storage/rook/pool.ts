import type { Protection } from '../../../cluster/model/storage';
import type { PoolSpec } from '../../../imports/ceph.rook.io/pool-spec';

/** How the data of something is kept. */
export interface PoolProps {
  /** Whole copies, or chunks of which some may be lost: `{ kind: 'replicated', size: 3 }`. Each lies on a machine of its own. */
  readonly protection: Protection;
  /**
   * Copies of the metadata, which erasure coding cannot hold; of a block pool, only where its data is erasure coded.
   * @default 3
   */
  readonly metadataSize?: number;
  /**
   * Only disks of this class. Where one pool asks for a class, all should, or Ceph cannot tell how many placement groups each needs.
   * @default all disks
   */
  readonly deviceClass?: string | undefined;
}

/** Machines, because it is machines that fail and are started anew; and a single copy is one only by declaring it. */
function poolOf(protection: Protection, deviceClass: string | undefined): PoolSpec {
  return {
    failureDomain: 'host',
    ...(deviceClass === undefined ? {} : { deviceClass }),
    ...(protection.kind === 'replicated'
      ? { replicated: { size: protection.size, requireSafeReplicaSize: protection.size > 1 } }
      : { erasureCoded: { dataChunks: protection.dataChunks, codingChunks: protection.codingChunks } }),
  };
}

/** The pool of the data. */
export const dataPool = ({ protection, deviceClass }: PoolProps): PoolSpec => poolOf(protection, deviceClass);

/** The pool of the metadata, always whole copies. */
export const metadataPool = ({ metadataSize = 3, deviceClass }: PoolProps): PoolSpec => poolOf({ kind: 'replicated', size: metadataSize }, deviceClass);
