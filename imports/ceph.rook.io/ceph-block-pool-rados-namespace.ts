import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, enumeration, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { clusterId } from './cluster-id';
import { AGE, PHASE, rook } from './kind';
import { snapshotSchedules } from './mirroring';
import { poolStatus } from './pool-status';
import { OPEN_STATUS } from './status';
import type { CephBlockPoolRadosNamespaceBody, CephBlockPoolRadosNamespaceSpec } from './generated';

export type { CephBlockPoolRadosNamespaceSpec };

const specShape = object(
  {
    blockPoolName: string({ rules: immutable('blockPoolName is immutable'), description: 'Name of the CephBlockPool that contains the namespace.' }),
    clusterID: clusterId,
    mirroring: object(
      {
        mode: enumeration(['', 'pool', 'image'], {
          description: 'Which images are mirrored: pool mirrors all of them, image those for which mirroring is enabled.',
        }),
        remoteNamespace: string({ description: 'RADOS namespace in the other cluster. Default: the same name.' }),
        snapshotSchedules,
      },
      { required: ['mode'], description: 'Mirroring of the images to another cluster.' },
    ),
    name: string({ rules: immutable('name is immutable'), description: 'Name of the namespace in Ceph. Default: the name of the object.' }),
  },
  { doc: 'Which pool a namespace is a part of.', required: ['blockPoolName'] },
);

const spec: Schema<CephBlockPoolRadosNamespaceSpec> = specShape;

/** CephBlockPoolRadosNamespace as a kind. */
export const cephBlockPoolRadosNamespace = defineResource<CephBlockPoolRadosNamespaceBody>({
  ...rook,
  kind: 'CephBlockPoolRadosNamespace',
  plural: 'cephblockpoolradosnamespaces',
  shortNames: ['cephbprns', 'cephrns'],
  schema: object({ spec, status: object(poolStatus, OPEN_STATUS) }, { required: ['spec'] }),
  columns: [PHASE, { name: 'BlockPool', type: 'string', jsonPath: '.spec.blockPoolName', description: 'The CephBlockPool' }, AGE],
});

/**
 * RADOS namespace of a pool: isolated images in the same pool.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Block-Storage/ceph-block-pool-rados-namespace-crd/
 */
export class CephBlockPoolRadosNamespace extends customResource(cephBlockPoolRadosNamespace) {}
