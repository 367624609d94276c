import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, object } from '../../crd/schema/schema';
import { daemonPod } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { daemonStatus } from './status';

const specShape = object(daemonPod({ nullable: true }));

/** Where and how the daemon that mirrors filesystems runs. */
export interface CephFilesystemMirrorSpec extends Static<typeof specShape> {}

const spec: Schema<CephFilesystemMirrorSpec> = specShape;

/** The daemon that mirrors filesystems, as a kind. */
export const cephFilesystemMirror = defineResource({
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
 * @see https://rook.io/docs/rook/v1.20/CRDs/Shared-Filesystem/ceph-fs-mirror-crd/
 */
export class CephFilesystemMirror extends customResource(cephFilesystemMirror) {}
