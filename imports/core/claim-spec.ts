import { type Schema, type Static, array, map, object, string } from '../../crd/schema/schema';
import { labelSelector } from './label-selector';
import { quantity } from './quantity';

const reference = { apiGroup: string(), kind: string(), name: string() };

const shape = object({
  accessModes: array(string(), { listType: 'atomic', description: 'ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod.' }),
  dataSource: object(reference, {
    required: ['kind', 'name'],
    mapType: 'atomic',
    description: 'A VolumeSnapshot or claim that the volume begins as a copy of.',
  }),
  dataSourceRef: object(
    { ...reference, namespace: string() },
    { required: ['kind', 'name'], description: 'Any object that a populator fills the volume from.' },
  ),
  resources: object(
    { limits: map(quantity), requests: map(quantity, { description: 'How large the volume is at least: storage: 10Gi.' }) },
    { description: 'How large the volume is.' },
  ),
  selector: labelSelector,
  storageClassName: string({ description: "The class that makes the volume; the cluster's default when left out." }),
  volumeAttributesClassName: string(),
  volumeMode: string({ description: 'Filesystem (the default) or Block.' }),
  volumeName: string({ description: 'The PersistentVolume that is meant, where it exists already.' }),
});

/** Which volume is asked for. */
export interface ClaimSpec extends Static<typeof shape> {}

/**
 * Which volume is asked for.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const claimSpec: Schema<ClaimSpec> = shape;
