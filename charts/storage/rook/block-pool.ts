import { Construct } from 'constructs';
import { ROOK_NAMESPACE, metadataPoolName } from '../../../cluster/facts/storage-names';
import { CephBlockPool } from '../../../imports/ceph.rook.io/ceph-block-pool';
import { type PoolProps, dataPool, metadataPool } from './pool';

/** A pool of volumes that one machine at a time writes. */
export interface RookBlockPoolProps extends PoolProps {
  /** What the pool is called, in Kubernetes and in Ceph. */
  readonly name: string;
}

/**
 * A pool of volumes that one machine at a time writes: one for whole copies, two where the data is erasure coded.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Block-Storage/ceph-block-pool-crd/
 */
export class RookBlockPool extends Construct {
  constructor(scope: Construct, id: string, props: RookBlockPoolProps) {
    super(scope, id);
    const here = (name: string) => ({ name, namespace: ROOK_NAMESPACE });
    new CephBlockPool(this, 'Data', { metadata: here(props.name), spec: dataPool(props) });
    if (props.protection.kind === 'erasureCoded') {
      new CephBlockPool(this, 'Metadata', { metadata: here(metadataPoolName(props.name)), spec: metadataPool(props) });
    }
  }
}
