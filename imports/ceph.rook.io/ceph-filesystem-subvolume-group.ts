import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { quantity } from '../core/quantity';
import { clusterId } from './cluster-id';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, info, observedGeneration } from './status';
import type { CephFilesystemSubVolumeGroupBody, CephFilesystemSubVolumeGroupSpec } from './generated';

export type { CephFilesystemSubVolumeGroupSpec };

const pinning = object(
  {
    distributed: integer({ minimum: 0, maximum: 1, nullable: true, description: '1: directories are distributed over all ranks.' }),
    export: integer({ minimum: -1, maximum: 256, nullable: true, description: 'Rank that serves the whole group; -1: the rank of the parent directory.' }),
    random: number({ minimum: 0, maximum: 1, nullable: true, description: 'Probability that a directory is assigned to a rank of its own, from 0 to 1.' }),
  },
  {
    rules: [
      {
        rule: '(has(self.export) && !has(self.distributed) && !has(self.random)) || (!has(self.export) && has(self.distributed) && !has(self.random)) || (!has(self.export) && !has(self.distributed) && has(self.random)) || (!has(self.export) && !has(self.distributed) && !has(self.random))',
        message: 'only one pinning type should be set',
      },
    ],
    description: 'Assignment of the group to metadata servers; at most one of the three fields.',
  },
);

const specShape = object(
  {
    clusterID: clusterId,
    csiMetadataRadosNamespace: string({
      minLength: 1,
      maxLength: 1024,
      rules: immutable('CSIMetadataRadosNamespace is immutable'),
      description: 'RADOS namespace for the journal of the CSI driver. Default: csi.',
    }),
    dataPoolName: string({ description: 'Data pool of the group. Default: the first data pool of the filesystem.' }),
    filesystemName: string({ rules: immutable('filesystemName is immutable'), description: 'Name of the CephFilesystem.' }),
    name: string({ rules: immutable('name is immutable'), description: 'Name of the group in Ceph. Default: the name of the object.' }),
    pinning,
    quota: withFacets(quantity, { description: 'Largest size of the group, such as 10Gi.' }),
  },
  { doc: 'Which filesystem a group of volumes is in.', required: ['filesystemName'] },
);

const spec: Schema<CephFilesystemSubVolumeGroupSpec> = specShape;

/** CephFilesystemSubVolumeGroup as a kind. */
export const cephFilesystemSubVolumeGroup = defineResource<CephFilesystemSubVolumeGroupBody>({
  ...rook,
  kind: 'CephFilesystemSubVolumeGroup',
  plural: 'cephfilesystemsubvolumegroups',
  shortNames: ['cephfssvg', 'cephsvg'],
  schema: object({ spec, status: object({ info, observedGeneration, phase: string() }, OPEN_STATUS) }, { required: ['spec'] }),
  columns: [
    PHASE,
    { name: 'Filesystem', type: 'string', jsonPath: '.spec.filesystemName', description: 'The CephFilesystem' },
    { name: 'Quota', type: 'string', jsonPath: '.spec.quota' },
    { name: 'Pinning', type: 'string', jsonPath: '.status.info.pinning', priority: 1 },
    AGE,
  ],
});

/**
 * A group of volumes of a filesystem; the CSI driver needs one, called csi unless a ClientProfile says otherwise.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Shared-Filesystem/ceph-fs-subvolumegroup-crd/
 */
export class CephFilesystemSubVolumeGroup extends customResource(cephFilesystemSubVolumeGroup) {}
