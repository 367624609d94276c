import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { object, string, withFacets } from '../../crd/schema/schema';
import { labels } from '../core/label-selector';
import { approved, deletionPolicy, snapshots, v1beta1 } from './api';
import type { VolumeSnapshotClassBody } from './generated';

const described = {
  schema: object(
    {
      deletionPolicy,
      driver: string({ description: 'Name of the CSI driver that takes the snapshots.' }),
      parameters: withFacets(labels, { description: 'Parameters of the driver, such as clusterID and the names of its Secrets.' }),
    },
    { required: ['deletionPolicy', 'driver'] },
  ),
  subresources: {},
  columns: [
    { name: 'Driver', type: 'string', jsonPath: '.driver' },
    { name: 'DeletionPolicy', type: 'string', jsonPath: '.deletionPolicy' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
} as const;

/** VolumeSnapshotClass as a kind. */
export const volumeSnapshotClass = defineResource<VolumeSnapshotClassBody>({
  ...snapshots,
  kind: 'VolumeSnapshotClass',
  plural: 'volumesnapshotclasses',
  shortNames: ['vsclass', 'vsclasses'],
  scope: 'Cluster',
  annotations: approved(814),
  ...described,
  extraVersions: [{ ...v1beta1('VolumeSnapshotClass'), ...described }],
});

/**
 * Class of snapshots: driver, parameters, and handling at deletion.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 */
export class VolumeSnapshotClass extends customResource(volumeSnapshotClass) {}
