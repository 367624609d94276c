import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { CephBlockPool } from '../../../imports/ceph.rook.io/ceph-block-pool';
import { type RookBlockPoolProps, RookBlockPool } from './block-pool';
import { type RookFilesystemProps, RookFilesystem } from './filesystem';
import type { Machines } from './machines';
import { memoryProblems } from './memory-problems';
import { type RookNfsProps, RookNfs } from './nfs';
import { type RookObjectStoreProps, RookObjectStore } from './object-store';
import { dataPool } from './pool';

/** What a Ceph cluster offers. */
export interface RookPoolsProps extends Machines {
  /** Copies in the pools that Ceph makes for itself. @default 3 */
  readonly replicas?: number;
  /** Class of the disks of the pools that Ceph makes for itself. @default that of the first block pool */
  readonly ownPoolClass?: string | undefined;
  /** Pools of volumes that one machine at a time writes. @default none */
  readonly blockPools?: readonly RookBlockPoolProps[];
  /** CephFS, whose volumes many machines write at the same time. @default none */
  readonly filesystem?: Omit<RookFilesystemProps, keyof Machines> | undefined;
  /** An object store that speaks S3. @default none */
  readonly objectStore?: Omit<RookObjectStoreProps, keyof Machines> | undefined;
  /** NFS servers that share the filesystem. @default none */
  readonly nfs?: Omit<RookNfsProps, keyof Machines> | undefined;
}

/** What a Ceph cluster offers: pools of volumes, a filesystem, buckets, NFS. It can be applied when the cluster is there. */
export class RookPools extends Chart {
  constructor(scope: Construct, id: string, props: RookPoolsProps) {
    super(scope, id);
    const { replicas = 3, blockPools = [], filesystem, objectStore, nfs, machines, memory, probeTimeoutSeconds } = props;
    this.node.addValidation({ validate: () => [...memoryProblems('memory', memory)] });
    const daemons = { memory, probeTimeoutSeconds };
    const deviceClass = props.ownPoolClass ?? blockPools[0]?.deviceClass;
    // Ceph makes these by itself, but of its own default size and on all disks.
    this.addOwnPool('.mgr', replicas, deviceClass);
    if (nfs !== undefined) this.addOwnPool('.nfs', replicas, deviceClass);
    for (const pool of blockPools) new RookBlockPool(this, `BlockPool-${pool.name}`, pool);
    if (filesystem !== undefined) new RookFilesystem(this, 'Filesystem', { ...filesystem, ...(machines === undefined ? {} : { machines }), ...daemons });
    if (objectStore !== undefined) new RookObjectStore(this, 'ObjectStore', { ...objectStore, ...daemons });
    if (nfs !== undefined) new RookNfs(this, 'Nfs', { ...nfs, ...daemons });
  }

  private addOwnPool(name: '.mgr' | '.nfs', size: number, deviceClass: string | undefined): void {
    const own = `builtin-${name.slice(1)}`;
    new CephBlockPool(this, own, {
      metadata: { name: own, namespace: ROOK_NAMESPACE },
      spec: { name, ...dataPool({ protection: { kind: 'replicated', size }, deviceClass }) },
    });
  }
}
