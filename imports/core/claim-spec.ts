import { type Schema, array, map, object, string, withFacets } from '../../crd/schema/schema';
import { labelSelector } from './label-selector';
import { quantity } from './quantity';
import type { ClaimSpec } from './generated';

const reference = {
  apiGroup: string({ doc: 'The API group of the object; the core group when left out.' }),
  kind: string({ doc: 'The kind of the object, such as VolumeSnapshot or PersistentVolumeClaim.' }),
  name: string({ doc: 'The name of the object.' }),
};

const shape = object(
  {
    accessModes: array(string(), { listType: 'atomic', description: 'Access modes: ReadWriteOnce, ReadOnlyMany, ReadWriteMany or ReadWriteOncePod.' }),
    dataSource: object(reference, {
      required: ['kind', 'name'],
      mapType: 'atomic',
      description: 'VolumeSnapshot or claim whose data is copied to the new volume.',
    }),
    dataSourceRef: object(
      { ...reference, namespace: string({ doc: 'The namespace of the object, where it is another one; a ReferenceGrant there must allow it.' }) },
      { required: ['kind', 'name'], description: 'Object of any kind whose data a volume populator copies to the new volume.' },
    ),
    resources: object(
      {
        limits: map(quantity, { doc: 'How large the volume may be at most; hardly any driver heeds it.' }),
        requests: map(quantity, { description: 'Smallest size of the volume, such as storage: 10Gi.' }),
      },
      { description: 'Size of the volume.' },
    ),
    selector: withFacets(labelSelector, { doc: 'The labels of PersistentVolumes that may be taken.' }),
    storageClassName: string({ description: "StorageClass of the volume. Default: the cluster's default class." }),
    volumeAttributesClassName: string({ doc: 'The VolumeAttributesClass with settings that a driver can change while the volume is in use.' }),
    volumeMode: string({ description: 'Filesystem or Block. Default: Filesystem.' }),
    volumeName: string({ description: 'Name of an existing PersistentVolume to bind.' }),
  },
  { doc: 'Which volume is asked for.' },
);

/**
 * Spec of a PersistentVolumeClaim.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const claimSpec: Schema<ClaimSpec> = shape;
