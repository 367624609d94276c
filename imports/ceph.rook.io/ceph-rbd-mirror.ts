import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, integer, object } from '../../crd/schema/schema';
import { daemonPod } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { mirrorPeers } from './mirroring';
import { OPEN } from './open';
import { OPEN_STATUS, daemonStatus } from './status';
import type { CephRBDMirrorBody, CephRBDMirrorSpec } from './generated';

export type { CephRBDMirrorSpec };

const specShape = object(
  { ...daemonPod(OPEN), count: integer({ minimum: 1, description: 'Number of mirroring daemons.' }), peers: mirrorPeers },
  { doc: 'How many daemons mirror block devices, and where they run.', required: ['count'] },
);

const spec: Schema<CephRBDMirrorSpec> = specShape;

/** The daemons that mirror block devices, as a kind. */
export const cephRBDMirror = defineResource<CephRBDMirrorBody>({
  ...rook,
  kind: 'CephRBDMirror',
  plural: 'cephrbdmirrors',
  shortNames: ['cephrbdm'],
  schema: object({ spec, status: object(daemonStatus, OPEN_STATUS) }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * The daemons that fetch block devices from other clusters; each CephBlockPool says whether and from whom.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Block-Storage/ceph-rbd-mirror-crd/
 */
export class CephRBDMirror extends customResource(cephRBDMirror) {}
