import { type Schema, type Static, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { affinity } from '../core/affinity';
import { labels } from '../core/label-selector';
import { quantity } from '../core/quantity';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { volume, volumeMount } from '../core/volume';
import { namedObject } from './api';

/** What can be set of the pods on every node and of those of the controller. */
const pod = {
  affinity,
  annotations: withFacets(labels, { description: 'Annotations of the pods.' }),
  containerExtraArgs: map(array(string()), { description: 'More arguments, by the name of the container.' }),
  imagePullPolicy: string({ description: 'Always, IfNotPresent (the default) or Never.' }),
  labels: withFacets(labels, { description: 'Labels of the pods.' }),
  priorityClassName: string({ description: 'Whom the pods may push out, and who may push them out.' }),
  serviceAccountName: string({ description: 'The account of the pods.' }),
  tolerations: withFacets(tolerations, { description: 'The taints that the pods bear.' }),
  volumes: array(object({ mount: volumeMount, volume }), { description: 'More volumes, and where the plugin sees them.' }),
};

const updates = (description: string) => object({ rollingUpdate, type: string() }, { description });

const controllerShape = object(
  {
    ...pod,
    deploymentStrategy: updates('How pods are replaced: RollingUpdate or Recreate.'),
    hostNetwork: boolean({ description: "Whether the pods use the node's network." }),
    privileged: boolean({ description: 'Whether the containers are privileged, for SELinux.' }),
    replicas: integer({ format: 'int32', minimum: 1, description: 'How many pods there are, one of which leads.' }),
    resources: object(
      {
        addons: resources,
        attacher: resources,
        liveness: resources,
        logRotator: resources,
        omapGenerator: resources,
        plugin: resources,
        provisioner: resources,
        resizer: resources,
        snapshotter: resources,
      },
      { description: 'What each container may use.' },
    ),
  },
  { description: 'The Deployment that makes, grows and deletes volumes and snapshots.' },
);

/** The Deployment that makes, grows and deletes volumes and snapshots. */
export interface ControllerPlugin extends Static<typeof controllerShape> {}

const controllerPlugin: Schema<ControllerPlugin> = controllerShape;

const nodeShape = object(
  {
    ...pod,
    enableSeLinuxHostMount: boolean({ description: "Whether the node's SELinux settings are mounted." }),
    kubeletDirPath: string({ description: "The kubelet's folder; /var/lib/kubelet when left out." }),
    resources: object(
      { addons: resources, liveness: resources, logRotator: resources, plugin: resources, registrar: resources },
      { description: 'What each container may use.' },
    ),
    topology: object(
      { domainLabels: array(string(), { description: 'The labels of nodes that say where they are.' }) },
      { required: ['domainLabels'], description: 'Volumes near the pods that use them.' },
    ),
    updateStrategy: updates('How pods are replaced: RollingUpdate or OnDelete.'),
  },
  { description: 'The DaemonSet that mounts volumes on the nodes.' },
);

/** The DaemonSet that mounts volumes on the nodes. */
export interface NodePlugin extends Static<typeof nodeShape> {}

const nodePlugin: Schema<NodePlugin> = nodeShape;

const log = object(
  {
    rotation: object(
      {
        logHostPath: string({ description: 'The folder on the nodes.' }),
        maxFiles: integer({ description: 'How many old files are kept.' }),
        maxLogSize: withFacets(quantity, { description: 'From which size on a new file is begun.' }),
        periodicity: enumeration(['hourly', 'daily', 'weekly', 'monthly'], { description: 'How often a new file is begun.' }),
      },
      {
        rules: [{ rule: '(has(self.maxLogSize)) || (has(self.periodicity))', message: 'Either maxLogSize or periodicity must be set' }],
        description: 'Logs as files on the nodes.',
      },
    ),
    verbosity: integer({ minimum: 0, maximum: 5, description: 'How much is logged: 0 (the least) to 5.' }),
  },
  { description: 'What is logged, and where.' },
);

const seconds = (description: string) => integer({ minimum: 0, description });

const shape = object({
  attachRequired: boolean({ description: 'Whether volumes are attached to a node first, so that no two nodes write to one; true by default.' }),
  cephFsClientType: enumeration(['autodetect', 'kernel'], { description: 'Who mounts CephFS: the kernel, or FUSE where the kernel cannot.' }),
  clusterName: string({ description: "A name for the cluster, to be found in the volumes' metadata." }),
  controllerPlugin,
  deployCsiAddons: boolean({ description: 'Whether the sidecar of csi-addons runs, for fencing, key rotation and reclaiming space.' }),
  enableFencing: boolean({ description: 'Whether nodes that went away are kept from writing.' }),
  enableMetadata: boolean({ description: 'Whether volumes carry the names of their claims as metadata in Ceph.' }),
  encryption: object({ configMapName: namedObject('The ConfigMap that says where keys are.') }, { required: ['configMapName'] }),
  fsGroupPolicy: string({ description: "When files are given to a pod's fsGroup: None, File or ReadWriteOnceWithFSType." }),
  fuseMountOptions: withFacets(labels, { description: 'Mount options for CephFS through FUSE.' }),
  generateOMapInfo: boolean({ description: 'Whether what mirrored volumes need is written down; for the RBD driver.' }),
  grpcTimeout: seconds('How long a call may take, in seconds.'),
  imageSet: namedObject('The ConfigMap that names the images.'),
  kernelMountOptions: withFacets(labels, { description: 'Mount options for CephFS through the kernel.' }),
  leaderElection: object(
    {
      leaseDuration: seconds('How long others wait before one of them takes the lead, in seconds.'),
      renewDeadline: seconds('How long the leader tries to keep the lead, in seconds.'),
      retryPeriod: seconds('Pause between tries, in seconds.'),
    },
    { description: "How the controller's pods agree on a leader." },
  ),
  liveness: object(
    { metricsPort: integer({ minimum: 1024, maximum: 65535, description: 'Where metrics are served; each driver needs another on the host network.' }) },
    { required: ['metricsPort'], description: 'A sidecar that tells whether the driver lives.' },
  ),
  log,
  nodePlugin,
  snapshotPolicy: enumeration(['none', 'volumeGroupSnapshot', 'volumeSnapshot'], { description: 'Which snapshots the driver takes.' }),
});

/** How a driver runs; what is left out is as in the OperatorConfig. */
export interface DriverSpec extends Static<typeof shape> {}

/**
 * How a driver runs; what is left out is as in the OperatorConfig.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export const driverSpec: Schema<DriverSpec> = shape;
