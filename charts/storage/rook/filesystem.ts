import { Construct } from 'constructs';
import { metadataServers } from '../../../cluster/facts/ceph-pods';
import { sizeOf } from '../../../cluster/facts/ceph-sizes';
import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { CephFilesystem } from '../../../imports/ceph.rook.io/ceph-filesystem';
import { CephFilesystemSubVolumeGroup } from '../../../imports/ceph.rook.io/ceph-filesystem-subvolume-group';
import type { NamedPoolSpec } from '../../../imports/ceph.rook.io/pool-spec';
import type { Machines } from './machines';
import { type PoolProps, dataPool, metadataPool } from './pool';
import { probeOf } from './probe';
import { apart } from './spread';

/** A filesystem that many machines write at the same time. */
export interface RookFilesystemProps extends PoolProps, Machines {
  /** What it is called, in Kubernetes and in Ceph; its pools begin with this. */
  readonly name: string;
  /** Metadata servers that work at the same time. @default 1, which is enough for most */
  readonly activeMds?: number;
}

/** The pool, less the name of the filesystem, in which files lie. */
const filesIn = ({ protection }: PoolProps): string => (protection.kind === 'replicated' ? 'replicated' : 'erasurecoded');

/** The pool in which files lie, as Ceph and StorageClasses call it. */
export const filesystemPool = (filesystem: Pick<RookFilesystemProps, 'name' | 'protection'>): string => `${filesystem.name}-${filesIn(filesystem)}`;

/** The first pool cannot be erasure coded: of each file it holds some data that is overwritten in place. */
const poolsOf = (props: PoolProps): readonly NamedPoolSpec[] => [
  ...(props.protection.kind === 'erasureCoded' ? [{ name: 'default', ...metadataPool(props) }] : []),
  { name: filesIn(props), ...dataPool(props) },
];

/**
 * A filesystem that many machines write at the same time, and the group in it that volumes are folders of.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Shared-Filesystem/ceph-filesystem-crd/
 */
export class RookFilesystem extends Construct {
  constructor(scope: Construct, id: string, props: RookFilesystemProps) {
    super(scope, id);
    const { name, activeMds = 1, machines = 3, memory, probeTimeoutSeconds } = props;
    const servers = metadataServers(activeMds, machines);
    new CephFilesystem(this, 'Filesystem', {
      metadata: { name, namespace: ROOK_NAMESPACE },
      spec: {
        metadataPool: metadataPool(props),
        dataPools: poolsOf(props),
        preserveFilesystemOnDelete: true,
        metadataServer: {
          activeCount: activeMds,
          activeStandby: servers.standby,
          placement: apart('rook-ceph-mds', servers.apart),
          priorityClassName: 'system-cluster-critical',
          resources: sizeOf('mds', memory),
          livenessProbe: probeOf(probeTimeoutSeconds),
          startupProbe: probeOf(probeTimeoutSeconds),
        },
      },
    });
    // The drivers make volumes in the group of this name; with it here, its folders are spread over the metadata servers.
    new CephFilesystemSubVolumeGroup(this, 'Group', {
      metadata: { name: `${name}-csi`, namespace: ROOK_NAMESPACE },
      spec: { name: 'csi', filesystemName: name, pinning: { distributed: 1 } },
    });
  }
}
