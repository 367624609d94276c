import { type Schema, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { affinity } from '../core/affinity';
import { labels } from '../core/label-selector';
import { quantity } from '../core/quantity';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { volume, volumeMount } from '../core/volume';
import { namedObject } from './api';
import type { ControllerPlugin, DriverSpec, NodePlugin } from './generated';

/** What can be set of the pods on every node and of those of the controller. */
const pod = {
  affinity,
  annotations: withFacets(labels, { description: 'Annotations of the pods.' }),
  containerExtraArgs: map(array(string()), { description: 'Additional arguments by name of the container.' }),
  imagePullPolicy: string({ description: 'When images are pulled: Always, IfNotPresent or Never. Default: IfNotPresent.' }),
  labels: withFacets(labels, { description: 'Labels of the pods.' }),
  priorityClassName: string({ description: 'Name of the PriorityClass of the pods.' }),
  serviceAccountName: string({ description: 'Name of the ServiceAccount of the pods.' }),
  tolerations: withFacets(tolerations, { description: 'Tolerations of the pods.' }),
  volumes: array(object({ mount: volumeMount, volume }), { description: 'Additional volumes, and their mounts in the plugin.' }),
};

const updates = (description: string) => object({ rollingUpdate, type: string({ doc: 'Which of these ways; RollingUpdate when left out.' }) }, { description });

const controllerShape = object(
  {
    ...pod,
    deploymentStrategy: updates('How pods are replaced: RollingUpdate or Recreate.'),
    hostNetwork: boolean({ description: 'Whether the pods use the network of their node.' }),
    privileged: boolean({ description: 'Whether the containers are privileged, for SELinux.' }),
    replicas: integer({ format: 'int32', minimum: 1, description: 'Number of pods, one of which is the leader.' }),
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
      { description: 'Resource requests and limits by container.' },
    ),
  },
  { description: 'Deployment that creates, expands and deletes volumes and snapshots.' },
);

/** Deployment that creates, expands and deletes volumes and snapshots. */
export const controllerPlugin: Schema<ControllerPlugin> = controllerShape;

const nodeShape = object(
  {
    ...pod,
    enableSeLinuxHostMount: boolean({ description: 'Whether the SELinux settings of the node are mounted.' }),
    kubeletDirPath: string({ description: 'Directory of the kubelet. Default: /var/lib/kubelet.' }),
    resources: object(
      { addons: resources, liveness: resources, logRotator: resources, plugin: resources, registrar: resources },
      { description: 'Resource requests and limits by container.' },
    ),
    topology: object(
      { domainLabels: array(string(), { description: 'Node labels with the topology of volumes.' }) },
      { required: ['domainLabels'], description: 'Topology-aware provisioning: volumes near the pods that use them.' },
    ),
    updateStrategy: updates('How pods are replaced: RollingUpdate or OnDelete.'),
  },
  { description: 'DaemonSet that mounts volumes on the nodes.' },
);

/** The DaemonSet that mounts volumes on the nodes. */
export const nodePlugin: Schema<NodePlugin> = nodeShape;

const log = object(
  {
    rotation: object(
      {
        logHostPath: string({ description: 'Directory on the nodes.' }),
        maxFiles: integer({ description: 'Number of old files that are kept.' }),
        maxLogSize: withFacets(quantity, { description: 'Size from which a file is rotated.' }),
        periodicity: enumeration(['hourly', 'daily', 'weekly', 'monthly'], { description: 'Interval of rotation.' }),
      },
      {
        rules: [{ rule: '(has(self.maxLogSize)) || (has(self.periodicity))', message: 'Either maxLogSize or periodicity must be set' }],
        description: 'Logs as files on the nodes.',
      },
    ),
    verbosity: integer({ minimum: 0, maximum: 5, description: 'Verbosity of the logs, from 0 (least) to 5.' }),
  },
  { description: 'Verbosity and rotation of the logs.' },
);

const seconds = (description: string) => integer({ minimum: 0, description });

const shape = object(
  {
    attachRequired: boolean({ description: 'Whether volumes are attached to a node before use, which prevents two nodes from writing to one. Default: true.' }),
    cephFsClientType: enumeration(['autodetect', 'kernel'], {
      description: 'Client that mounts CephFS: kernel, or autodetect, with ceph-fuse where the kernel cannot.',
    }),
    clusterName: string({ description: 'Name of the cluster in the metadata of volumes.' }),
    controllerPlugin,
    deployCsiAddons: boolean({ description: 'Whether the sidecar of csi-addons runs, for fencing, key rotation and reclaiming space.' }),
    enableFencing: boolean({ description: 'Whether failed nodes are fenced, so that they can no longer write.' }),
    enableMetadata: boolean({ description: 'Whether the names of claims are stored in Ceph as metadata of volumes.' }),
    encryption: object(
      { configMapName: namedObject('ConfigMap with the key servers.') },
      { required: ['configMapName'], doc: 'Where the keys of encrypted volumes are.' },
    ),
    fsGroupPolicy: string({ description: "When the group of files is changed to the pod's fsGroup: None, File or ReadWriteOnceWithFSType." }),
    fuseMountOptions: withFacets(labels, { description: 'Mount options of CephFS for ceph-fuse.' }),
    generateOMapInfo: boolean({ description: 'Whether the omap data that mirrored volumes need is generated; for the RBD driver.' }),
    grpcTimeout: seconds('Seconds until a gRPC call times out.'),
    imageSet: namedObject('ConfigMap with the names of the images.'),
    kernelMountOptions: withFacets(labels, { description: 'Mount options of CephFS for the kernel.' }),
    leaderElection: object(
      {
        leaseDuration: seconds('Seconds that other pods wait before one of them takes over leadership.'),
        renewDeadline: seconds('Seconds that the leader tries to renew its leadership before it gives up.'),
        retryPeriod: seconds('Seconds between attempts.'),
      },
      { description: "Leader election of the controller's pods." },
    ),
    liveness: object(
      { metricsPort: integer({ minimum: 1024, maximum: 65535, description: 'Port for metrics; on the host network each driver needs its own.' }) },
      { required: ['metricsPort'], description: 'Sidecar with the liveness of the driver as a metric.' },
    ),
    log,
    nodePlugin,
    snapshotPolicy: enumeration(['none', 'volumeGroupSnapshot', 'volumeSnapshot'], { description: 'Kind of snapshots that the driver supports.' }),
  },
  { doc: 'How a driver runs; what is left out is as in the OperatorConfig.' },
);

/**
 * How a driver runs; what is left out is as in the OperatorConfig.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export const driverSpec: Schema<DriverSpec> = shape;
