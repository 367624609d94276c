import { type Schema, type Static, array, boolean, integer, object, string } from '../../crd/schema/schema';
import { claimSpec } from './claim-spec';
import { labels } from './label-selector';
import { defaultMode, keyPaths, namedKeys, podFacts, projectedVolume } from './projected-volume';
import { quantity } from './quantity';
import { localObjectReference } from './references';

const text = string();
const readOnly = boolean();
const fsType = string();
const int32 = integer({ format: 'int32' });
const texts = array(text, { listType: 'atomic' });
const secretRef = localObjectReference;

/** Where the files that a pod needs come from; what a machine, the cluster or a claim holds. */
export const fileSources = {
  configMap: object({ ...namedKeys, defaultMode }, { mapType: 'atomic', description: 'ConfigMap whose keys become files.' }),
  emptyDir: object({ medium: text, sizeLimit: quantity }, { description: 'Empty directory that is deleted with the pod.' }),
  hostPath: object({ path: text, type: text }, { required: ['path'], description: 'Path on the node.' }),
  persistentVolumeClaim: object({ claimName: text, readOnly }, { required: ['claimName'], description: 'Volume of a PersistentVolumeClaim.' }),
  projected: projectedVolume,
  secret: object({ defaultMode, items: keyPaths, optional: boolean(), secretName: text }, { description: 'Secret whose keys become files.' }),
};

/** Services of clouds, and what Kubernetes keeps for old objects only. */
const servicesOfOthers = {
  awsElasticBlockStore: object({ fsType, partition: int32, readOnly, volumeID: text }, { required: ['volumeID'] }),
  azureDisk: object(
    { cachingMode: text, diskName: text, diskURI: text, fsType: string({ default: 'ext4' }), kind: text, readOnly: boolean({ default: false }) },
    { required: ['diskName', 'diskURI'] },
  ),
  azureFile: object({ readOnly, secretName: text, shareName: text }, { required: ['secretName', 'shareName'] }),
  cinder: object({ fsType, readOnly, secretRef, volumeID: text }, { required: ['volumeID'] }),
  flexVolume: object({ driver: text, fsType, options: labels, readOnly, secretRef }, { required: ['driver'] }),
  flocker: object({ datasetName: text, datasetUUID: text }),
  gcePersistentDisk: object({ fsType, partition: int32, pdName: text, readOnly }, { required: ['pdName'] }),
  gitRepo: object({ directory: text, repository: text, revision: text }, { required: ['repository'] }),
  glusterfs: object({ endpoints: text, path: text, readOnly }, { required: ['endpoints', 'path'] }),
  photonPersistentDisk: object({ fsType, pdID: text }, { required: ['pdID'] }),
  portworxVolume: object({ fsType, readOnly, volumeID: text }, { required: ['volumeID'] }),
  quobyte: object({ group: text, readOnly, registry: text, tenant: text, user: text, volume: text }, { required: ['registry', 'volume'] }),
  scaleIO: object(
    {
      fsType: string({ default: 'xfs' }),
      gateway: text,
      protectionDomain: text,
      readOnly,
      secretRef,
      sslEnabled: boolean(),
      storageMode: string({ default: 'ThinProvisioned' }),
      storagePool: text,
      system: text,
      volumeName: text,
    },
    { required: ['gateway', 'secretRef', 'system'] },
  ),
  storageos: object({ fsType, readOnly, secretRef, volumeName: text, volumeNamespace: text }),
  vsphereVolume: object({ fsType, storagePolicyID: text, storagePolicyName: text, volumePath: text }, { required: ['volumePath'] }),
};

const shape = object(
  {
    ...fileSources,
    ...servicesOfOthers,
    cephfs: object({ monitors: texts, path: text, readOnly, secretFile: text, secretRef, user: text }, { required: ['monitors'] }),
    csi: object({ driver: text, fsType, nodePublishSecretRef: localObjectReference, readOnly, volumeAttributes: labels }, { required: ['driver'] }),
    downwardAPI: object({ defaultMode, items: podFacts }),
    ephemeral: object({ volumeClaimTemplate: object({ metadata: object({}), spec: claimSpec }, { required: ['spec'] }) }),
    fc: object({ fsType, lun: int32, readOnly, targetWWNs: texts, wwids: texts }),
    image: object({ pullPolicy: text, reference: text }),
    iscsi: object(
      {
        chapAuthDiscovery: boolean(),
        chapAuthSession: boolean(),
        fsType,
        initiatorName: text,
        iqn: text,
        iscsiInterface: string({ default: 'default' }),
        lun: int32,
        portals: texts,
        readOnly,
        secretRef,
        targetPortal: text,
      },
      { required: ['iqn', 'lun', 'targetPortal'] },
    ),
    name: string({ description: 'Name of the volume for mounts.' }),
    nfs: object({ path: text, readOnly, server: text }, { required: ['path', 'server'] }),
    rbd: object(
      {
        fsType,
        image: text,
        keyring: string({ default: '/etc/ceph/keyring' }),
        monitors: texts,
        pool: string({ default: 'rbd' }),
        readOnly,
        secretRef,
        user: string({ default: 'admin' }),
      },
      { required: ['image', 'monitors'] },
    ),
  },
  { required: ['name'] },
);

/** Something with files that containers of a pod can mount. */
export interface Volume extends Static<typeof shape> {}

/**
 * Something with files that containers of a pod can mount: a name and one source.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const volume: Schema<Volume> = shape;

/** Where a container sees a volume. */
export const volumeMount = object(
  {
    mountPath: string({ description: 'Path of the volume in the container.' }),
    mountPropagation: string({ description: 'Propagation of mounts: None, HostToContainer or Bidirectional. Default: None.' }),
    name: string({ description: 'Name of the volume.' }),
    readOnly,
    recursiveReadOnly: text,
    subPath: string({ description: 'Directory of the volume that is mounted. Default: its root.' }),
    subPathExpr: text,
  },
  { required: ['mountPath', 'name'] },
);
