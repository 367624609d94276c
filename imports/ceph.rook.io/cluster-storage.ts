import { type Schema, type Static, array, boolean, enumeration, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { resources } from '../core/resources';
import { claimTemplate, deviceSetClaimTemplate } from './claim-template';
import { OPEN, settings } from './open';
import { placement } from './placement';

const config = (description: string) => withFacets(settings, { description });
const ratio = (description: string) => number({ minimum: 0, maximum: 1, nullable: true, description });
const osdResources = withFacets(resources, { ...OPEN, description: 'What each OSD may use, and what is kept free for it.' });

const device = object({
  config: config('Settings of the OSDs on this device alone, such as deviceClass, metadataDevice, osdsPerDevice, encryptedDevice.'),
  fullpath: string({ description: 'The device by its path, in place of name.' }),
  name: string({ description: 'The device: a path below /dev/disk/by-id, which stays, or sdb, which another disk may be called tomorrow.' }),
});

/** Which devices are used, of all nodes or of one. */
const selection = {
  config: config('Settings of OSDs as text: deviceClass, metadataDevice, osdsPerDevice, encryptedDevice, databaseSizeMB and others.'),
  deviceFilter: string({ description: 'The devices whose kernel name matches this regular expression: ^sd[b-d] takes sdb to sdd.' }),
  devicePathFilter: string({ description: 'The devices of which a path matches this regular expression: ^/dev/disk/by-path/pci- takes those on the PCI bus.' }),
  devices: array(device, { ...OPEN, description: 'The devices, one by one.' }),
  useAllDevices: boolean({ description: 'Whether every empty device is used, also one that is plugged in later.' }),
  volumeClaimTemplates: array(claimTemplate, { description: 'Volumes in place of devices.' }),
};

const deviceSet = object(
  {
    config: config('Settings of the OSDs of the set.'),
    count: integer({ minimum: 1, description: 'How many OSDs.' }),
    encrypted: boolean({ description: 'Whether they are encrypted.' }),
    name: string({ description: 'What the set is called; no other has the name.' }),
    placement: withFacets(placement, { ...OPEN, description: 'Where the OSDs may run.' }),
    portable: boolean({ description: 'Whether a volume may follow its OSD to another node.' }),
    preparePlacement: withFacets(placement, { ...OPEN, description: 'Where the jobs run that prepare the OSDs; as placement when left out.' }),
    resources: osdResources,
    schedulerName: string({ description: "Who schedules the OSDs; the cluster's scheduler when left out." }),
    tuneDeviceClass: boolean({ description: 'Whether to tune for slow devices.' }),
    tuneFastDeviceClass: boolean({ description: 'Whether to tune for fast devices.' }),
    volumeClaimTemplates: array(deviceSetClaimTemplate, { description: 'The volumes of each OSD, named data, metadata or wal; volumeMode is Block.' }),
  },
  { required: ['count', 'name', 'volumeClaimTemplates'] },
);

const node = object({
  ...selection,
  name: string({ description: "The node's label kubernetes.io/hostname." }),
  resources: osdResources,
});

const shape = object({
  ...selection,
  allowDeviceClassUpdate: boolean({ description: 'Whether the class of an OSD that exists may change; false by default.' }),
  allowOsdCrushWeightUpdate: boolean({ description: 'Whether an OSD whose volume grew takes more of the data; false by default.' }),
  backfillFullRatio: ratio('From which share of its capacity on an OSD takes no data of others; 0.90 by default.'),
  flappingRestartIntervalHours: integer({ description: 'How long an OSD rests that Ceph has marked down again and again, in hours; 0: not at all.' }),
  fullRatio: ratio('From which share of its capacity on an OSD stops all writing; 0.95 by default.'),
  migration: object(
    {
      confirmation: string({
        pattern: '^$|^yes-really-migrate-osds$',
        description: 'yes-really-migrate-osds: each OSD is destroyed and made again, one after the other.',
      }),
    },
    { description: 'Have OSDs made again, for settings that only new ones take.' },
  ),
  nearFullRatio: ratio('From which share of its capacity on an OSD warns; 0.85 by default.'),
  nodes: array(node, { nullable: true, description: 'The nodes that hold data, each with its devices; useAllNodes must be false.' }),
  onlyApplyOSDPlacement: boolean({ description: 'Whether placement.all has no say in where OSDs run; false by default.' }),
  osdMaxUpdatesInParallel: integer({ format: 'int32', minimum: 1, description: 'How many OSDs an update takes at a time.' }),
  scheduleAlways: boolean({ description: 'Whether the OSDs of nodes that are not ready or cordoned are kept up to date as well.' }),
  storageClassDeviceSets: array(deviceSet, { nullable: true, description: 'OSDs on volumes of a StorageClass, for clusters without disks of their own.' }),
  store: object(
    {
      type: enumeration(['bluestore', 'bluestore-rdr'], { description: 'bluestore by default.' }),
      updateStore: string({
        pattern: '^$|^yes-really-update-store$',
        description: 'yes-really-update-store: OSDs of another type are destroyed and made again, one after the other.',
      }),
    },
    { description: 'How OSDs write to devices.' },
  ),
  useAllNodes: boolean({ description: 'Whether every node holds data, also one that joins later; nodes then has no effect.' }),
});

/** Which devices of which nodes hold the data. */
export interface ClusterStorage extends Static<typeof shape> {}

/**
 * Which devices of which nodes hold the data.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Cluster/ceph-cluster-crd/#storage-selection-settings
 */
export const clusterStorage: Schema<ClusterStorage> = shape;
