import { ABSOLUTE_PATH, DATA_KEY, DNS_LABEL, DNS_NAME, PATH, PATH_BELOW } from '../fields/names';
import { amountOf } from '../fields/amount';
import { type Form, SOME_TEXT, needed, oneOf, text, whole } from '../fields/form';
import { type Table, below, isFields } from '../fields/table';
import { FIELD_REF, RESOURCE_REF } from './container-fields';

const MODE = { ...whole(0, 0o777), repair: 'give a number from 0 to 0o777, such as 0o440' };

const KEYS: Table = { 'items[].key': needed(DATA_KEY), 'items[].path': needed(PATH_BELOW), 'items[].mode': MODE };

const FACTS: Table = { ...below('items[]', { ...FIELD_REF, ...RESOURCE_REF }), 'items[].path': needed(PATH_BELOW), 'items[].mode': MODE };

const PROJECTED: Table = {
  defaultMode: MODE,
  ...below('sources[]', {
    ...below('configMap', { ...KEYS, name: needed(DNS_NAME) }),
    ...below('secret', { ...KEYS, name: needed(DNS_NAME) }),
    ...below('downwardAPI', FACTS),
    'serviceAccountToken.path': needed(PATH_BELOW),
    'serviceAccountToken.expirationSeconds': whole(600, 2 ** 32),
  }),
};

const HOST_PATH_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'] as const;

/** The name of a CSI driver, or of a device class. */
const DRIVER = text(
  (name) => name.length <= 63 && DNS_NAME.fits(name.toLowerCase()),
  'is not the name of a CSI driver',
  'use at most 63 letters, digits, dashes and dots',
);

/** Kinds of volumes that a PersistentVolume may be, too. */
export const SOURCES: Table = {
  'hostPath.path': needed(PATH),
  'hostPath.type': oneOf(...HOST_PATH_TYPES),
  'local.path': needed(PATH),
  'nfs.server': needed(SOME_TEXT),
  'nfs.path': needed(ABSOLUTE_PATH),
  'csi.driver': needed(DRIVER),
};

/** The kinds that drivers of other makers serve, and those that Kubernetes keeps for old objects: what must be there. */
const OTHERS: Table = {
  'awsElasticBlockStore.volumeID': needed(SOME_TEXT),
  'awsElasticBlockStore.partition': whole(0, 255),
  'azureDisk.diskName': needed(SOME_TEXT),
  'azureDisk.diskURI': needed(SOME_TEXT),
  'azureDisk.cachingMode': oneOf('None', 'ReadOnly', 'ReadWrite'),
  'azureFile.secretName': needed(SOME_TEXT),
  'azureFile.shareName': needed(SOME_TEXT),
  'cephfs.monitors': needed({ fits: (list) => Array.isArray(list) && list.length > 0, problem: 'is empty', repair: 'give one' }),
  'cinder.volumeID': needed(SOME_TEXT),
  'fc.lun': whole(0, 255),
  'flexVolume.driver': needed(SOME_TEXT),
  'gcePersistentDisk.pdName': needed(SOME_TEXT),
  'gcePersistentDisk.partition': whole(0, 255),
  'gitRepo.repository': needed(SOME_TEXT),
  'gitRepo.directory': PATH_BELOW,
  'glusterfs.endpoints': needed(SOME_TEXT),
  'glusterfs.path': needed(SOME_TEXT),
  'iscsi.targetPortal': needed(SOME_TEXT),
  'iscsi.iqn': needed(
    text((name) => /^(iqn\.\d{4}-\d{2}\.|eui\.|naa\.)/.test(name), 'is not the name of a target', 'give one such as iqn.2026-01.local.nas:disk'),
  ),
  'iscsi.lun': whole(0, 255),
  'photonPersistentDisk.pdID': needed(SOME_TEXT),
  'portworxVolume.volumeID': needed(SOME_TEXT),
  'quobyte.registry': needed(SOME_TEXT),
  'quobyte.volume': needed(SOME_TEXT),
  'rbd.monitors': needed({ fits: (list) => Array.isArray(list) && list.length > 0, problem: 'is empty', repair: 'give one' }),
  'rbd.image': needed(SOME_TEXT),
  'scaleIO.gateway': needed(SOME_TEXT),
  'scaleIO.system': needed(SOME_TEXT),
  'scaleIO.volumeName': needed(SOME_TEXT),
  'storageos.volumeName': needed(SOME_TEXT),
  'storageos.volumeNamespace': DNS_LABEL,
  'vsphereVolume.volumePath': needed(SOME_TEXT),
};

const BYTES: Form = {
  fits: (size) => (typeof size === 'string' || typeof size === 'number') && (amountOf(size) ?? 0n) > 0n,
  problem: 'is not an amount of bytes',
  repair: 'write it as Kubernetes does, such as 10Gi',
};

/** A claim that is made for the pod. */
const TEMPLATE: Table = {
  'ephemeral.volumeClaimTemplate': needed({ fits: isFields, problem: 'is not a claim', repair: 'give the claim that is made' }),
  ...below('ephemeral.volumeClaimTemplate.spec', {
    accessModes: needed({ fits: (list) => Array.isArray(list) && list.length > 0, problem: 'is empty', repair: 'give one, such as ReadWriteOnce' }),
    'accessModes[]': oneOf('ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'),
    'resources.requests.storage': needed(BYTES),
    storageClassName: { ...DNS_NAME, fits: (name) => name === '' || DNS_NAME.fits(name) },
    volumeMode: oneOf('Block', 'Filesystem'),
  }),
};

/** The forms of a volume's fields. */
export const VOLUME: Table = {
  name: needed(DNS_LABEL),
  'emptyDir.medium': text((name) => /^(|Memory|HugePages(-.+)?)$/.test(name), 'is not a medium', 'give Memory, or leave it out'),
  ...below('configMap', { ...KEYS, name: needed(DNS_NAME), defaultMode: MODE }),
  ...below('secret', { ...KEYS, secretName: needed(DNS_NAME), defaultMode: MODE }),
  ...below('downwardAPI', { ...FACTS, defaultMode: MODE }),
  ...below('projected', PROJECTED),
  'persistentVolumeClaim.claimName': needed(DNS_NAME),
  'image.reference': needed(SOME_TEXT),
  'image.pullPolicy': oneOf('Always', 'IfNotPresent', 'Never'),
  ...SOURCES,
  ...TEMPLATE,
  ...OTHERS,
};
