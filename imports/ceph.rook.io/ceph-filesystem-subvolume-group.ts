import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { quantity } from '../core/quantity';
import { clusterId } from './cluster-id';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, info, observedGeneration } from './status';

const pinning = object(
  {
    distributed: integer({ minimum: 0, maximum: 1, nullable: true, description: '1: folders are spread over all ranks.' }),
    export: integer({ minimum: -1, maximum: 256, nullable: true, description: 'The rank that has all of it; -1 means as the folder above.' }),
    random: number({ minimum: 0, maximum: 1, nullable: true, description: 'With which probability a folder is put on a rank of its own.' }),
  },
  {
    rules: [
      {
        rule: '(has(self.export) && !has(self.distributed) && !has(self.random)) || (!has(self.export) && has(self.distributed) && !has(self.random)) || (!has(self.export) && !has(self.distributed) && has(self.random)) || (!has(self.export) && !has(self.distributed) && !has(self.random))',
        message: 'only one pinning type should be set',
      },
    ],
    description: 'Which metadata servers have the group; at most one of the three.',
  },
);

const specShape = object(
  {
    clusterID: clusterId,
    csiMetadataRadosNamespace: string({
      minLength: 1,
      maxLength: 1024,
      rules: immutable('CSIMetadataRadosNamespace is immutable'),
      description: 'Where the CSI driver keeps its notes; csi when left out.',
    }),
    dataPoolName: string({ description: "The pool for the group's data; the filesystem's first when left out." }),
    filesystemName: string({ rules: immutable('filesystemName is immutable'), description: 'The CephFilesystem.' }),
    name: string({ rules: immutable('name is immutable'), description: 'What the group is called in Ceph; as the object is when left out.' }),
    pinning,
    quota: withFacets(quantity, { description: 'How much the group may hold, such as 10Gi.' }),
  },
  { required: ['filesystemName'] },
);

/** Which filesystem a group of volumes is in. */
export interface CephFilesystemSubVolumeGroupSpec extends Static<typeof specShape> {}

const spec: Schema<CephFilesystemSubVolumeGroupSpec> = specShape;

/** CephFilesystemSubVolumeGroup as a kind. */
export const cephFilesystemSubVolumeGroup = defineResource({
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
 * @see https://rook.io/docs/rook/v1.20/CRDs/Shared-Filesystem/ceph-fs-subvolumegroup-crd/
 */
export class CephFilesystemSubVolumeGroup extends customResource(cephFilesystemSubVolumeGroup) {}
