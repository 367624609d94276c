import { type Schema, array, boolean, integer, object, string, withFacets } from '../../crd/schema/schema';
import { claimSpec } from './claim-spec';
import { labels } from './label-selector';
import { defaultMode, keyPaths, namedKeys, podFacts, projectedVolume } from './projected-volume';
import { quantity } from './quantity';
import { localObjectReference } from './references';
import type { Volume } from './generated';

const text = (doc: string) => string({ doc });
const readOnly = boolean({ doc: 'Whether nothing can be written; false by default.' });
const fsType = text('The filesystem of the volume, such as ext4 (the default) or xfs.');
const int32 = (doc: string) => integer({ format: 'int32', doc });
const texts = (doc: string) => array(string(), { listType: 'atomic', doc });
const secretRef = withFacets(localObjectReference, { doc: 'The Secret with what is needed to log in.' });
const volumeID = text('What the volume is called there.');
const partition = int32('Number of the partition; the whole volume when left out.');

/** Where the files that a pod needs come from; what a machine, the cluster or a claim holds. */
export const fileSources = {
  configMap: object({ ...namedKeys, defaultMode }, { mapType: 'atomic', description: 'ConfigMap whose keys become files.' }),
  emptyDir: object(
    {
      medium: text("Memory: in the node's memory, which counts for the containers' limits. On its disk when left out."),
      sizeLimit: withFacets(quantity, { doc: 'How much may be in it; the pod is evicted when there is more. No limit when left out.' }),
    },
    { description: 'Empty directory that is deleted with the pod.' },
  ),
  hostPath: object(
    {
      path: text('The path on the node.'),
      type: text('What must be there: Directory, DirectoryOrCreate, File, FileOrCreate, Socket, CharDevice or BlockDevice; not looked at when left out.'),
    },
    { required: ['path'], description: 'Path on the node.' },
  ),
  persistentVolumeClaim: object(
    { claimName: text('The PersistentVolumeClaim, in the namespace of the pod.'), readOnly },
    { required: ['claimName'], description: 'Volume of a PersistentVolumeClaim.' },
  ),
  projected: projectedVolume,
  secret: object(
    {
      defaultMode,
      items: keyPaths,
      optional: boolean({ doc: 'Whether the pod starts without the Secret or its keys; false by default.' }),
      secretName: text('The name of the Secret, in the namespace of the pod.'),
    },
    { description: 'Secret whose keys become files.' },
  ),
};

/** Services of clouds, and what Kubernetes keeps for old objects only. */
const servicesOfOthers = {
  awsElasticBlockStore: object(
    { fsType, partition, readOnly, volumeID },
    { required: ['volumeID'], doc: 'Deprecated: a disk of AWS; its CSI driver mounts it now.' },
  ),
  azureDisk: object(
    {
      cachingMode: text('None, ReadOnly or ReadWrite.'),
      diskName: text('What the disk is called in the storage account.'),
      diskURI: text('The URI of the disk.'),
      fsType: string({ default: 'ext4', doc: 'The filesystem of the disk.' }),
      kind: text('Shared (the default), Dedicated or Managed.'),
      readOnly: boolean({ default: false, doc: 'Whether nothing can be written.' }),
    },
    { required: ['diskName', 'diskURI'], doc: 'Deprecated: a disk of Azure; its CSI driver mounts it now.' },
  ),
  azureFile: object(
    { readOnly, secretName: text('The Secret with name and key of the storage account.'), shareName: text('What the share is called.') },
    { required: ['secretName', 'shareName'], doc: 'Deprecated: a share of Azure; its CSI driver mounts it now.' },
  ),
  cinder: object(
    { fsType, readOnly, secretRef, volumeID },
    { required: ['volumeID'], doc: 'Deprecated: a volume of OpenStack; its CSI driver mounts it now.' },
  ),
  flexVolume: object(
    { driver: text('The driver, as vendor/name.'), fsType, options: withFacets(labels, { doc: 'What the driver is told.' }), readOnly, secretRef },
    { required: ['driver'], doc: 'Deprecated: a volume of a driver that is a program on the node.' },
  ),
  flocker: object(
    { datasetName: text('Name of the dataset.'), datasetUUID: text('UUID of the dataset.') },
    { doc: 'No longer supported by Kubernetes: a volume of Flocker.' },
  ),
  gcePersistentDisk: object(
    { fsType, partition, pdName: text('What the disk is called.'), readOnly },
    { required: ['pdName'], doc: 'Deprecated: a disk of Google Cloud; its CSI driver mounts it now.' },
  ),
  gitRepo: object(
    {
      directory: text('The folder that the repository is cloned to; one of its own name when left out.'),
      repository: text('URL of the repository.'),
      revision: text('The commit that is checked out.'),
    },
    { required: ['repository'], doc: 'Deprecated: a clone of a git repository. An emptyDir with an init container does the same.' },
  ),
  glusterfs: object(
    { endpoints: text('The Endpoints object with the servers.'), path: text('The volume of Gluster.'), readOnly },
    { required: ['endpoints', 'path'], doc: 'No longer supported by Kubernetes: a volume of Gluster.' },
  ),
  photonPersistentDisk: object(
    { fsType, pdID: text('What the disk is known by.') },
    { required: ['pdID'], doc: 'No longer supported by Kubernetes: a disk of Photon.' },
  ),
  portworxVolume: object({ fsType, readOnly, volumeID }, { required: ['volumeID'], doc: 'Deprecated: a volume of Portworx; its CSI driver mounts it now.' }),
  quobyte: object(
    {
      group: text('The group that accesses the volume; none when left out.'),
      readOnly,
      registry: text('The registries, as host:port, with commas between them.'),
      tenant: text('The tenant that owns the volume.'),
      user: text('The user who accesses the volume; the owner of the service account when left out.'),
      volume: text('What the volume is called.'),
    },
    { required: ['registry', 'volume'], doc: 'No longer supported by Kubernetes: a volume of Quobyte.' },
  ),
  scaleIO: object(
    {
      fsType: string({ default: 'xfs', doc: 'The filesystem of the volume.' }),
      gateway: text("Address of ScaleIO's gateway."),
      protectionDomain: text('The protection domain of the storage.'),
      readOnly,
      secretRef,
      sslEnabled: boolean({ doc: 'Whether the gateway is asked by TLS; false by default.' }),
      storageMode: string({ default: 'ThinProvisioned', doc: 'ThickProvisioned or ThinProvisioned.' }),
      storagePool: text('The storage pool of the protection domain.'),
      system: text('What the storage system is called.'),
      volumeName: text('What the volume is called.'),
    },
    { required: ['gateway', 'secretRef', 'system'], doc: 'No longer supported by Kubernetes: a volume of ScaleIO.' },
  ),
  storageos: object(
    {
      fsType,
      readOnly,
      secretRef,
      volumeName: text('What the volume is called.'),
      volumeNamespace: text("The namespace of the volume in StorageOS; the pod's when left out."),
    },
    { doc: 'No longer supported by Kubernetes: a volume of StorageOS.' },
  ),
  vsphereVolume: object(
    {
      fsType,
      storagePolicyID: text('ID of the storage policy.'),
      storagePolicyName: text('Name of the storage policy.'),
      volumePath: text('The path of the disk in vSphere.'),
    },
    { required: ['volumePath'], doc: 'Deprecated: a disk of vSphere; its CSI driver mounts it now.' },
  ),
};

const shape = object(
  {
    ...fileSources,
    ...servicesOfOthers,
    cephfs: object(
      {
        monitors: texts('Addresses of the monitors.'),
        path: text('The folder of the filesystem that is mounted; / when left out.'),
        readOnly,
        secretFile: text("The file on the node with the user's key."),
        secretRef,
        user: text('The Ceph user; admin when left out.'),
      },
      { required: ['monitors'], doc: 'No longer supported by Kubernetes: a folder of CephFS. The CSI driver of Ceph mounts it now.' },
    ),
    csi: object(
      {
        driver: text('Name of the CSI driver.'),
        fsType: text('The filesystem of the volume; what the driver takes when left out.'),
        nodePublishSecretRef: withFacets(localObjectReference, { doc: 'The Secret that the driver needs to mount the volume.' }),
        readOnly,
        volumeAttributes: withFacets(labels, { doc: 'What the driver is told.' }),
      },
      { required: ['driver'], doc: 'A volume that a CSI driver makes for the pod, and that goes with it.' },
    ),
    downwardAPI: object({ defaultMode, items: podFacts }, { doc: 'What the pod may know of itself, as files.' }),
    ephemeral: object(
      {
        volumeClaimTemplate: object(
          { metadata: object({}, { doc: 'Labels and annotations of the claim.' }), spec: claimSpec },
          { required: ['spec'], doc: 'The claim that is made; its name is that of the pod, a dash, and that of the volume.' },
        ),
      },
      { doc: 'A volume by a claim that is made for the pod, and goes with it.' },
    ),
    fc: object(
      {
        fsType,
        lun: int32('Number of the LUN, with targetWWNs.'),
        readOnly,
        targetWWNs: texts('World wide names of the targets, with lun.'),
        wwids: texts('World wide identifiers of the volume, instead of targetWWNs and lun.'),
      },
      { doc: 'A volume by Fibre Channel.' },
    ),
    image: object(
      { pullPolicy: text('Always, IfNotPresent or Never.'), reference: text('The image or artifact, as of a container.') },
      { doc: 'The content of an OCI image or artifact; nothing can be written.' },
    ),
    iscsi: object(
      {
        chapAuthDiscovery: boolean({ doc: 'Whether finding targets asks for a login by CHAP.' }),
        chapAuthSession: boolean({ doc: 'Whether sessions ask for a login by CHAP.' }),
        fsType,
        initiatorName: text("Name of the initiator; the node's own when left out."),
        iqn: text('Name of the target.'),
        iscsiInterface: string({ default: 'default', doc: 'The interface of iSCSI that is used.' }),
        lun: int32('Number of the LUN of the target.'),
        portals: texts('Further portals, as address or address:port, for multipath.'),
        readOnly,
        secretRef,
        targetPortal: text('The portal, as address or address:port; port 3260 when left out.'),
      },
      { required: ['iqn', 'lun', 'targetPortal'], doc: 'A disk by iSCSI.' },
    ),
    name: string({ description: 'Name of the volume for mounts.' }),
    nfs: object(
      { path: text('The path that the server exports.'), readOnly, server: text('Name or address of the server.') },
      { required: ['path', 'server'], doc: 'A folder of an NFS server.' },
    ),
    rbd: object(
      {
        fsType,
        image: text('Name of the RBD image.'),
        keyring: string({ default: '/etc/ceph/keyring', doc: "The file on the node with the user's key." }),
        monitors: texts('Addresses of the monitors.'),
        pool: string({ default: 'rbd', doc: 'The pool of the image.' }),
        readOnly,
        secretRef,
        user: string({ default: 'admin', doc: 'The Ceph user.' }),
      },
      { required: ['image', 'monitors'], doc: 'No longer supported by Kubernetes: an image of Ceph. The CSI driver of Ceph mounts it now.' },
    ),
  },
  { doc: 'Something with files that containers of a pod can mount.', required: ['name'] },
);

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
    recursiveReadOnly: text('With readOnly: Enabled, IfPossible or Disabled (the default), for mounts below this one.'),
    subPath: string({ description: 'Directory of the volume that is mounted. Default: its root.' }),
    subPathExpr: text('As subPath, with $(NAME) for the value of an environment variable.'),
  },
  { required: ['mountPath', 'name'], doc: 'Where a container sees a volume.' },
);
