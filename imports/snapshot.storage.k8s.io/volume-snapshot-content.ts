import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, integer, object, string, withFacets } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { objectReference } from '../core/object-reference';
import { approved, deletionPolicy, keeps, oneOf, progress, snapshots, v1beta1 } from './api';
import type { VolumeSnapshotContentBody, VolumeSnapshotContentSpec } from './generated';

export type { VolumeSnapshotContentSpec };

const field = (name: string, description: string) => string({ rules: immutable(`${name} is immutable`), description });

const common = {
  deletionPolicy,
  driver: string({ description: 'Name of the CSI driver of the snapshot.' }),
  volumeSnapshotClassName: string({ description: 'Name of the VolumeSnapshotClass of the snapshot.' }),
};

const REQUIRED = ['deletionPolicy', 'driver', 'source', 'volumeSnapshotRef'] as const;

const specShape = object(
  {
    ...common,
    source: object(
      {
        snapshotHandle: field('snapshotHandle', "The driver's ID of an existing snapshot."),
        volumeHandle: field('volumeHandle', "The driver's ID of the volume that the snapshot is taken of."),
      },
      {
        rules: [keeps('volumeHandle'), keeps('snapshotHandle'), oneOf('volumeHandle', 'snapshotHandle')],
        doc: 'What the snapshot is of: a volume, or one that exists already. Exactly one of both.',
      },
    ),
    sourceVolumeMode: field('sourceVolumeMode', 'Mode of the volume: Filesystem or Block.'),
    volumeSnapshotRef: withFacets(objectReference, {
      rules: [
        {
          rule: 'has(self.name) && has(self.__namespace__)',
          message: 'both spec.volumeSnapshotRef.name and spec.volumeSnapshotRef.namespace must be set',
        },
      ],
      description: 'Name and namespace of the VolumeSnapshot with this content.',
    }),
  },
  { doc: 'A snapshot as the driver knows it.', required: REQUIRED, rules: [keeps('sourceVolumeMode')] },
);

const spec: Schema<VolumeSnapshotContentSpec> = specShape;

const { 'x-kubernetes-map-type': _atomic, ...reference } = objectReference;

const v1beta1Spec = object(
  { ...common, source: object({ snapshotHandle: string(), volumeHandle: string() }), volumeSnapshotRef: reference },
  { required: REQUIRED },
);

const status = {
  ...progress,
  creationTime: integer({ format: 'int64' }),
  restoreSize: integer({ format: 'int64', minimum: 0 }),
  snapshotHandle: string(),
};

const shown = {
  subresources: { status: {} },
  columns: [
    { name: 'ReadyToUse', type: 'boolean', jsonPath: '.status.readyToUse' },
    { name: 'RestoreSize', type: 'integer', jsonPath: '.status.restoreSize' },
    { name: 'DeletionPolicy', type: 'string', jsonPath: '.spec.deletionPolicy' },
    { name: 'Driver', type: 'string', jsonPath: '.spec.driver' },
    { name: 'VolumeSnapshotClass', type: 'string', jsonPath: '.spec.volumeSnapshotClassName' },
    { name: 'VolumeSnapshot', type: 'string', jsonPath: '.spec.volumeSnapshotRef.name' },
    { name: 'VolumeSnapshotNamespace', type: 'string', jsonPath: '.spec.volumeSnapshotRef.namespace' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
} as const;

/** VolumeSnapshotContent as a kind. */
export const volumeSnapshotContent = defineResource<VolumeSnapshotContentBody>({
  ...snapshots,
  kind: 'VolumeSnapshotContent',
  plural: 'volumesnapshotcontents',
  shortNames: ['vsc', 'vscs'],
  scope: 'Cluster',
  annotations: approved(955),
  ...shown,
  schema: object({ spec, status: object({ ...status, volumeGroupSnapshotHandle: string() }) }, { required: ['spec'] }),
  extraVersions: [{ ...v1beta1('VolumeSnapshotContent'), ...shown, schema: object({ spec: v1beta1Spec, status: object(status) }, { required: ['spec'] }) }],
});

/**
 * A snapshot as the driver knows it; drivers make these objects for VolumeSnapshots.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/#volume-snapshot-contents
 */
export class VolumeSnapshotContent extends customResource(volumeSnapshotContent) {}
