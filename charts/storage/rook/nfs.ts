import { Construct } from 'constructs';
import { sizeOf } from '../../../cluster/facts/ceph-sizes';
import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { CephNFS } from '../../../imports/ceph.rook.io/ceph-nfs';
import type { Machines } from './machines';
import { probeOf } from './probe';
import { apart } from './spread';

/** NFS servers, for machines that do not speak Ceph. */
export interface RookNfsProps extends Omit<Machines, 'machines'> {
  /** What they are called; their Services are `rook-ceph-nfs-`, this, and a letter. @default nfs */
  readonly name?: string;
  /** How many; none takes the place of another. @default 1 */
  readonly servers?: number;
}

/**
 * NFS servers. What they export is told to Ceph: `ceph nfs export create cephfs nfs /export cephfs`.
 *
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/NFS/nfs/
 */
export class RookNfs extends Construct {
  constructor(scope: Construct, id: string, props: RookNfsProps = {}) {
    super(scope, id);
    const { name = 'nfs', servers = 1, memory, probeTimeoutSeconds } = props;
    new CephNFS(this, 'Nfs', {
      metadata: { name, namespace: ROOK_NAMESPACE },
      spec: {
        server: {
          active: servers,
          placement: apart('rook-ceph-nfs', false),
          priorityClassName: 'system-cluster-critical',
          resources: sizeOf('nfs', memory),
          livenessProbe: probeOf(probeTimeoutSeconds),
          logLevel: 'NIV_INFO',
        },
      },
    });
  }
}
