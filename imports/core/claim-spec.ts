import { type Schema, type Static, array, map, object, string } from '../../crd/schema/schema';
import { labelSelector } from './label-selector';
import { quantity } from './quantity';

const reference = { apiGroup: string(), kind: string(), name: string() };

const shape = object({
  accessModes: array(string(), { listType: 'atomic', description: 'Access modes: ReadWriteOnce, ReadOnlyMany, ReadWriteMany or ReadWriteOncePod.' }),
  dataSource: object(reference, {
    required: ['kind', 'name'],
    mapType: 'atomic',
    description: 'VolumeSnapshot or claim whose data is copied to the new volume.',
  }),
  dataSourceRef: object(
    { ...reference, namespace: string() },
    { required: ['kind', 'name'], description: 'Object of any kind whose data a volume populator copies to the new volume.' },
  ),
  resources: object(
    { limits: map(quantity), requests: map(quantity, { description: 'Smallest size of the volume, such as storage: 10Gi.' }) },
    { description: 'Size of the volume.' },
  ),
  selector: labelSelector,
  storageClassName: string({ description: "StorageClass of the volume. Default: the cluster's default class." }),
  volumeAttributesClassName: string(),
  volumeMode: string({ description: 'Filesystem or Block. Default: Filesystem.' }),
  volumeName: string({ description: 'Name of an existing PersistentVolume to bind.' }),
});

/** Spec of a PersistentVolumeClaim. */
export interface ClaimSpec extends Static<typeof shape> {}

/**
 * Spec of a PersistentVolumeClaim.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const claimSpec: Schema<ClaimSpec> = shape;
