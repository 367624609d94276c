import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, object } from '../../crd/schema/schema';
import { daemonPod } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { daemonStatus } from './status';
import type { CephFilesystemMirrorBody, CephFilesystemMirrorSpec } from './generated';

export type { CephFilesystemMirrorSpec };

const specShape = object(daemonPod({ nullable: true }), { doc: 'Where and how the daemon that mirrors filesystems runs.' });

const spec: Schema<CephFilesystemMirrorSpec> = specShape;

/** The daemon that mirrors filesystems, as a kind. */
export const cephFilesystemMirror = defineResource<CephFilesystemMirrorBody>({
  ...rook,
  kind: 'CephFilesystemMirror',
  plural: 'cephfilesystemmirrors',
  shortNames: ['cephfsm'],
  schema: object({ spec, status: object(daemonStatus) }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * The daemon that copies snapshots of filesystems to other clusters; each CephFilesystem says whether and to whom.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Shared-Filesystem/ceph-fs-mirror-crd/
 */
export class CephFilesystemMirror extends customResource(cephFilesystemMirror) {}
