import { type Schema, array, boolean, enumeration, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { resources } from '../core/resources';
import { claimTemplate, deviceSetClaimTemplate } from './claim-template';
import { OPEN, settings } from './open';
import { placement } from './placement';
import type { ClusterStorage } from './generated';

const config = (description: string) => withFacets(settings, { description });
const ratio = (description: string) => number({ minimum: 0, maximum: 1, nullable: true, description });
const osdResources = withFacets(resources, { ...OPEN, description: 'Resource requests and limits of each OSD.' });

const device = object({
  config: config('Settings of the OSDs on this device, such as deviceClass, metadataDevice, osdsPerDevice, encryptedDevice.'),
  fullpath: string({ description: 'Full path of the device, instead of name.' }),
  name: string({ description: 'Path of the device below /dev/disk/by-id, which is stable, or a kernel name such as sdb, which may change at a reboot.' }),
});

/** Which devices are used, of all nodes or of one. */
const selection = {
  config: config('Settings of OSDs as text: deviceClass, metadataDevice, osdsPerDevice, encryptedDevice, databaseSizeMB and others.'),
  deviceFilter: string({ description: 'Regular expression for kernel names of devices: ^sd[b-d] selects sdb to sdd.' }),
  devicePathFilter: string({ description: 'Regular expression for paths of devices: ^/dev/disk/by-path/pci- selects the devices on the PCI bus.' }),
  devices: array(device, { ...OPEN, description: 'List of devices.' }),
  useAllDevices: boolean({ description: 'Whether every empty device is used, including devices that are added later.' }),
  volumeClaimTemplates: array(claimTemplate, { description: 'Volumes instead of devices.' }),
};

const deviceSet = object(
  {
    config: config('Settings of the OSDs of the set.'),
    count: integer({ minimum: 1, description: 'Number of OSDs.' }),
    encrypted: boolean({ description: 'Whether the OSDs are encrypted.' }),
    name: string({ description: 'Name of the set, which must be unique.' }),
    placement: withFacets(placement, { ...OPEN, description: 'Placement of the OSDs.' }),
    portable: boolean({ description: 'Whether an OSD may move to another node with its volume.' }),
    preparePlacement: withFacets(placement, { ...OPEN, description: 'Placement of the jobs that prepare the OSDs. Default: as placement.' }),
    resources: osdResources,
    schedulerName: string({ description: "Scheduler of the OSDs. Default: the cluster's scheduler." }),
    tuneDeviceClass: boolean({ description: 'Whether the OSDs are tuned for slow devices.' }),
    tuneFastDeviceClass: boolean({ description: 'Whether the OSDs are tuned for fast devices.' }),
    volumeClaimTemplates: array(deviceSetClaimTemplate, { description: 'Volumes of each OSD, named data, metadata or wal; volumeMode must be Block.' }),
  },
  { required: ['count', 'name', 'volumeClaimTemplates'] },
);

const node = object({ ...selection, name: string({ description: "Value of the node's label kubernetes.io/hostname." }), resources: osdResources });

const shape = object(
  {
    ...selection,
    allowDeviceClassUpdate: boolean({ description: 'Whether the device class of an existing OSD may change. Default: false.' }),
    allowOsdCrushWeightUpdate: boolean({ description: 'Whether the CRUSH weight of an OSD grows with its volume. Default: false.' }),
    backfillFullRatio: ratio('Share of its capacity from which an OSD refuses backfill, from 0 to 1. Default: 0.90.'),
    flappingRestartIntervalHours: integer({ description: 'Hours until an OSD that Ceph marked down repeatedly is restarted; 0: without delay.' }),
    fullRatio: ratio('Share of its capacity from which an OSD refuses writes, from 0 to 1. Default: 0.95.'),
    migration: object(
      {
        confirmation: string({
          pattern: '^$|^yes-really-migrate-osds$',
          description: 'yes-really-migrate-osds: destroys and recreates the OSDs one after the other.',
        }),
      },
      { description: 'Recreation of OSDs for settings that apply only to new ones.' },
    ),
    nearFullRatio: ratio('Share of its capacity from which an OSD raises a warning, from 0 to 1. Default: 0.85.'),
    nodes: array(node, { nullable: true, description: 'Nodes for the data, each with its devices; useAllNodes must be false.' }),
    onlyApplyOSDPlacement: boolean({ description: 'Whether placement.all does not apply to OSDs. Default: false.' }),
    osdMaxUpdatesInParallel: integer({ format: 'int32', minimum: 1, description: 'Largest number of OSDs that are updated at a time.' }),
    scheduleAlways: boolean({ description: 'Whether OSDs on cordoned or not ready nodes are updated too.' }),
    storageClassDeviceSets: array(deviceSet, { nullable: true, description: 'OSDs on volumes of a StorageClass, for clusters without local disks.' }),
    store: object(
      {
        type: enumeration(['bluestore', 'bluestore-rdr'], { description: 'Type of the backend. Default: bluestore.' }),
        updateStore: string({
          pattern: '^$|^yes-really-update-store$',
          description: 'yes-really-update-store: destroys and recreates OSDs of another type one after the other.',
        }),
      },
      { description: 'Storage backend of OSDs.' },
    ),
    useAllNodes: boolean({ description: 'Whether all nodes are used, including nodes that join later; nodes then has no effect.' }),
  },
  { doc: 'Devices for the data, by node.' },
);

/**
 * Devices for the data, by node.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/#storage-selection-settings
 */
export const clusterStorage: Schema<ClusterStorage> = shape;
