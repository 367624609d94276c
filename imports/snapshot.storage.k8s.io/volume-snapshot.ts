import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, foreign, object, string } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { QUANTITY } from '../core/quantity';
import { approved, keeps, oneOf, progress, snapshots, v1beta1 } from './api';
import type { VolumeSnapshotBody, VolumeSnapshotSpec } from './generated';

export type { VolumeSnapshotSpec };

const field = (name: string, description: string) => string({ rules: immutable(`${name} is immutable`), description });

const specShape = object(
  {
    source: object(
      {
        persistentVolumeClaimName: field('persistentVolumeClaimName', 'Name of the claim whose volume the snapshot is taken of.'),
        volumeSnapshotContentName: field('volumeSnapshotContentName', 'Name of the VolumeSnapshotContent of an existing snapshot.'),
      },
      {
        rules: [keeps('persistentVolumeClaimName'), keeps('volumeSnapshotContentName'), oneOf('volumeSnapshotContentName', 'persistentVolumeClaimName')],
        description: 'Volume that the snapshot is taken of, or an existing snapshot.',
      },
    ),
    volumeSnapshotClassName: string({
      rules: [{ rule: 'size(self) > 0', message: 'volumeSnapshotClassName must not be the empty string when set' }],
      description: 'Name of the VolumeSnapshotClass. Default: the default class of the driver.',
    }),
  },
  { doc: 'Source of a snapshot.', required: ['source'] },
);

const spec: Schema<VolumeSnapshotSpec> = specShape;

const status = {
  ...progress,
  boundVolumeSnapshotContentName: string(),
  creationTime: string({ format: 'date-time' }),
  // Upstream says of it that it is text, and also that it may be a number.
  restoreSize: foreign({ type: 'string', pattern: QUANTITY, 'x-kubernetes-int-or-string': true }),
};

const v1beta1Spec = object(
  { source: object({ persistentVolumeClaimName: string(), volumeSnapshotContentName: string() }), volumeSnapshotClassName: string() },
  { required: ['source'] },
);

const shown = {
  subresources: { status: {} },
  columns: [
    { name: 'ReadyToUse', type: 'boolean', jsonPath: '.status.readyToUse' },
    { name: 'SourcePVC', type: 'string', jsonPath: '.spec.source.persistentVolumeClaimName' },
    { name: 'SourceSnapshotContent', type: 'string', jsonPath: '.spec.source.volumeSnapshotContentName' },
    { name: 'RestoreSize', type: 'string', jsonPath: '.status.restoreSize' },
    { name: 'SnapshotClass', type: 'string', jsonPath: '.spec.volumeSnapshotClassName' },
    { name: 'SnapshotContent', type: 'string', jsonPath: '.status.boundVolumeSnapshotContentName' },
    { name: 'CreationTime', type: 'date', jsonPath: '.status.creationTime' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
} as const;

/** VolumeSnapshot as a kind. */
export const volumeSnapshot = defineResource<VolumeSnapshotBody>({
  ...snapshots,
  kind: 'VolumeSnapshot',
  plural: 'volumesnapshots',
  shortNames: ['vs'],
  scope: 'Namespaced',
  annotations: approved(814),
  ...shown,
  schema: object({ spec, status: object({ ...status, volumeGroupSnapshotName: string() }) }, { required: ['spec'] }),
  extraVersions: [{ ...v1beta1('VolumeSnapshot'), ...shown, schema: object({ spec: v1beta1Spec, status: object(status) }, { required: ['spec'] }) }],
});

/**
 * A snapshot of a claim's volume, which a new claim can begin with.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export class VolumeSnapshot extends customResource(volumeSnapshot) {}
