import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, enumeration, integer, object } from '../../crd/schema/schema';
import { AGE, PHASE, rook } from './kind';
import { poolFields } from './pool-spec';
import { poolStatus } from './pool-status';
import { OPEN_STATUS, cephxKey, observedGeneration } from './status';
import type { CephBlockPoolBody, CephBlockPoolSpec } from './generated';

export type { CephBlockPoolSpec };

const specShape = object(
  {
    ...poolFields,
    name: enumeration(['.rgw.root', '.nfs', '.mgr'], {
      description: "Name of one of Ceph's own pools. Default, and the only name for other pools: the name of the object.",
    }),
  },
  { doc: 'How a pool protects its data, and where it lies.' },
);

const spec: Schema<CephBlockPoolSpec> = specShape;

/** CephBlockPool as a kind. */
export const cephBlockPool = defineResource<CephBlockPoolBody>({
  ...rook,
  kind: 'CephBlockPool',
  plural: 'cephblockpools',
  shortNames: ['cephbp'],
  schema: object(
    { spec, status: object({ ...poolStatus, cephx: object({ peerToken: cephxKey }), observedGeneration, poolID: integer() }, OPEN_STATUS) },
    { required: ['spec'] },
  ),
  columns: [
    PHASE,
    { name: 'Type', type: 'string', jsonPath: '.status.info.type' },
    { name: 'FailureDomain', type: 'string', jsonPath: '.status.info.failureDomain' },
    { name: 'Replication', type: 'integer', jsonPath: '.spec.replicated.size', priority: 1 },
    { name: 'EC-CodingChunks', type: 'integer', jsonPath: '.spec.erasureCoded.codingChunks', priority: 1 },
    { name: 'EC-DataChunks', type: 'integer', jsonPath: '.spec.erasureCoded.dataChunks', priority: 1 },
    AGE,
  ],
});

/**
 * Pool for block devices; exactly one of `replicated` and `erasureCoded`.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Block-Storage/ceph-block-pool-crd/
 */
export class CephBlockPool extends customResource(cephBlockPool) {}
