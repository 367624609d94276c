import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { labels } from '../core/label-selector';
import { objectReference } from '../core/object-reference';
import { quantity } from '../core/quantity';
import { secretKeySelector } from '../core/references';
import { resources } from '../core/resources';
import { cephxKeyType, cephxKeys } from './cephx';
import { clusterMonitors } from './cluster-monitors';
import { clusterNetwork } from './cluster-network';
import { clusterStatus } from './cluster-status';
import { clusterStorage } from './cluster-storage';
import { daemonProbe } from './daemon-pod';
import { healthCheck } from './health-check';
import { imagePullPolicy } from './image-pull-policy';
import { keyManagement, keyRotation } from './key-management';
import { AGE, PHASE, rook } from './kind';
import { OPEN, settings } from './open';
import { placement } from './placement';
import { port } from './port';

const portOrNone = (description: string) => integer({ minimum: 0, maximum: 65535, description });

const cephVersion = object(
  {
    allowUnsupported: boolean({ description: 'Whether a version of Ceph may run that this Rook is not made for; for tests.' }),
    image: string({ description: 'The image of all daemons, such as quay.io/ceph/ceph:v20.2.4; another version here is an upgrade.' }),
    imagePullPolicy,
  },
  { nullable: true, description: 'Which version of Ceph runs.' },
);

const cleanupPolicy = object(
  {
    allowUninstallWithVolumes: boolean({ description: 'Whether the cluster may be deleted while volumes are in it.' }),
    confirmation: string({
      pattern: '^$|^yes-really-destroy-data$',
      nullable: true,
      description: 'yes-really-destroy-data: deleting the cluster deletes its data on all nodes, and until then nothing is configured any more.',
    }),
    sanitizeDisks: object(
      {
        dataSource: enumeration(['zero', 'random'], { description: 'What disks are overwritten with; zero by default.' }),
        iteration: integer({ format: 'int32', description: 'How often; 1 by default.' }),
        method: enumeration(['complete', 'quick'], { description: 'All of the disk, or only what Ceph finds itself by (the default).' }),
      },
      { nullable: true, description: 'How disks are wiped when the cluster is deleted.' },
    ),
    wipeDevicesFromOtherClusters: boolean({ description: 'Whether disks with data of another Ceph cluster are wiped and used.' }),
  },
  { nullable: true, description: 'What becomes of the data when this object is deleted: it stays, when left out.' },
);

const csi = object(
  {
    cephfs: object(
      {
        fuseMountOptions: string({ description: 'Mount options for ceph-fuse.' }),
        kernelMountOptions: string({ description: 'Mount options for the kernel, such as ms_mode=secure where the wire is encrypted.' }),
      },
      { description: 'How CephFS volumes are mounted.' },
    ),
    readAffinity: object(
      {
        crushLocationLabels: array(string(), { description: 'The node labels that say where a node is, as in the CRUSH map.' }),
        enabled: boolean({ description: 'False by default.' }),
      },
      { description: 'Whether clients read from the OSD that is nearest.' },
    ),
    skipUserCreation: boolean({ description: 'Whether you make the Ceph users of the CSI drivers, and their Secrets, yourself.' }),
  },
  { description: 'How the CSI drivers use this cluster.' },
);

const dashboard = object(
  {
    enabled: boolean({ description: 'Whether there is one.' }),
    port: portOrNone('8443 by default, 7000 without ssl.'),
    prometheusEndpoint: string({ description: 'Where Prometheus is, such as http://prometheus.monitoring:9090; for graphs.' }),
    prometheusEndpointSSLVerify: boolean({ description: "Whether Prometheus' certificate is checked." }),
    ssl: boolean({ description: 'Whether it speaks HTTPS, with a certificate of its own making.' }),
    urlPrefix: string({ description: 'The path below which a proxy shows it, such as /ceph.' }),
  },
  { nullable: true, description: "Ceph's web page." },
);

const disruptionManagement = object(
  {
    machineDisruptionBudgetNamespace: string({ description: 'Deprecated.' }),
    manageMachineDisruptionBudgets: boolean({ description: 'Deprecated.' }),
    managePodBudgets: boolean({ description: 'Whether Rook makes PodDisruptionBudgets, so that only one failure domain is drained at a time.' }),
    osdMaintenanceTimeout: integer({ format: 'int64', description: 'How long the data of a drained failure domain is waited for, in minutes; 30 by default.' }),
    pgHealthCheckTimeout: integer({ format: 'int64', description: 'Deprecated; without effect.' }),
    pgHealthyRegex: string({ description: 'Which states of placement groups let the next domain be drained, as a regular expression.' }),
  },
  { nullable: true, description: 'How draining a node waits for the data.' },
);

const checkOf = (description: string) => withFacets(healthCheck, { nullable: true, description });

const healthChecks = object(
  {
    daemonHealth: object(
      {
        mon: checkOf('Of monitors: every 45s by default; one that is out of quorum for the timeout, 600s, is replaced.'),
        osd: checkOf('Of OSDs: every 60s by default.'),
        status: checkOf("Of Ceph's own health, which is shown in the status: every 60s by default."),
      },
      { nullable: true, description: 'How often the operator looks after what.' },
    ),
    livenessProbe: map(daemonProbe, { description: 'When a container is restarted, by daemon: mon, mgr, osd. Slow machines need longer times.' }),
    muteHealthWarning: map(object({ policy: enumeration(['mute', 'unmute']) }, { required: ['policy'] }), {
      minProperties: 0,
      maxProperties: 10,
      rules: [{ rule: "self.all(k, k.matches('^[A-Z]+(_[A-Z]+)+$'))", message: 'keys must be valid Ceph health check codes' }],
      description: 'Warnings that Ceph is to keep to itself, by code, such as POOL_NO_REDUNDANCY.',
    }),
    startupProbe: map(daemonProbe, { description: 'How long a container may take to start, by daemon: mon, mgr, osd. Slow machines need longer times.' }),
  },
  { nullable: true, description: 'How Rook and the kubelet find out that something is wrong.' },
);

const logCollector = object(
  {
    enabled: boolean({ description: 'Whether daemons log to files as well.' }),
    maxLogSize: withFacets(quantity, { description: 'From which size on a file is rotated, such as 500M; 1M at least.' }),
    periodicity: string({
      pattern: '^$|^(hourly|daily|weekly|monthly|1h|24h|1d)$',
      description: 'How often files are rotated: hourly, daily, weekly, monthly.',
    }),
  },
  { nullable: true, description: 'Log files in dataDirHostPath.' },
);

const mgr = object(
  {
    allowMultiplePerNode: boolean({ description: 'Whether managers may share a node; for tests.' }),
    count: integer({ minimum: 0, maximum: 5, description: 'How many managers: 2 have one in reserve.' }),
    hostNetwork: boolean({ description: 'Whether managers are in the network of their node; as network says when left out.' }),
    modules: array(
      object({
        enabled: boolean(),
        name: string({ description: 'As in `ceph mgr module ls`.' }),
        settings: object({
          balancerMode: enumeration(['', 'crush-compat', 'upmap', 'read', 'upmap-read'], { description: 'How the module balancer spreads data.' }),
        }),
      }),
      { nullable: true, description: 'Modules of the manager to switch on or off.' },
    ),
  },
  { nullable: true, description: 'The managers: metrics, dashboard, balancing.' },
);

const monitoring = object(
  {
    enabled: boolean({ description: 'Whether ServiceMonitors and rules are made; needs the kinds of the Prometheus operator. False by default.' }),
    exporter: object(
      {
        hostNetwork: boolean({ nullable: true, description: 'Whether it is in the network of its node; as network says when left out.' }),
        perfCountersPrioLimit: integer({ format: 'int64', default: 5, description: 'Which counters are told: those of this priority and above.' }),
        port: port('Where it serves metrics; 9926 by default.'),
        statsPeriodSeconds: integer({ format: 'int64', default: 5, description: 'Pause between two looks at the daemons, in seconds.' }),
      },
      { description: 'What tells the metrics of the daemons of a node.' },
    ),
    externalMgrEndpoints: array(
      object(
        {
          hostname: string(),
          ip: string(),
          nodeName: string(),
          targetRef: objectReference,
        },
        { required: ['ip'], mapType: 'atomic' },
      ),
      { nullable: true, description: 'Where the managers of an external cluster serve metrics.' },
    ),
    externalMgrPrometheusPort: portOrNone('The port of those.'),
    interval: string({ description: 'How often Prometheus asks, such as 30s.' }),
    metricsDisabled: boolean({ description: 'Whether there are no metrics at all; false by default.' }),
    port: portOrNone('Where the managers serve metrics; 9283 by default.'),
  },
  { nullable: true, description: 'Metrics for Prometheus.' },
);

const security = object(
  {
    cephx: object(
      {
        allowedCiphers: array(cephxKeyType, {
          minItems: 1,
          maxItems: 2,
          listType: 'set',
          description: 'The ciphers that Ceph accepts at all; a key of another one locks its owner out.',
        }),
        csi: cephxKeys('Keys of the CSI drivers, with which nodes mount volumes.', {
          keepPriorKeyCountMax: integer({ minimum: 0, maximum: 10, description: 'How many old keys stay valid after a change.' }),
        }),
        daemon: cephxKeys('Keys of the daemons.', {}),
        rbdMirrorPeer: cephxKeys('Keys of the clusters that mirror with this one.', {}),
      },
      { description: 'Of which type the keys of users and daemons are, and when they are replaced.' },
    ),
    keyRotation,
    kms: withFacets(keyManagement, { nullable: true, description: 'The server that holds the keys of encrypted disks; Secrets of Kubernetes when left out.' }),
  },
  { nullable: true, description: 'The keys of users and daemons, and of encrypted disks.' },
);

const specShape = object({
  annotations: map(labels, {
    ...OPEN,
    description: 'Annotations of pods, by daemon: all, mon, mgr, osd, prepareosd, crashcollector, exporter, clusterMetadata.',
  }),
  cephConfig: map(labels, { nullable: true, description: "Ceph's own settings, by whom they concern: global, mon, osd, osd.0." }),
  cephConfigFromSecret: map(map(secretKeySelector), { nullable: true, description: 'As cephConfig, with values that stand in Secrets.' }),
  cephVersion,
  cleanupPolicy,
  continueUpgradeAfterChecksEvenIfNotHealthy: boolean({ description: 'Whether an upgrade goes on while placement groups are not clean; false by default.' }),
  crashCollector: object(
    {
      daysToRetain: integer({ description: 'After how many days reports are deleted; never when left out.' }),
      disable: boolean({ description: 'Whether there is none.' }),
    },
    { nullable: true, description: 'What gathers reports of daemons that crashed.' },
  ),
  csi,
  dashboard,
  dataDirHostPath: string({
    pattern: '^/(\\S+)',
    rules: [{ rule: 'self == oldSelf', message: 'DataDirHostPath is immutable' }],
    description: 'The folder on each node with the data of monitors and the logs, such as /var/lib/rook; it must be empty for a new cluster.',
  }),
  disruptionManagement,
  external: object(
    { enable: boolean({ description: 'False by default.' }) },
    { ...OPEN, description: 'Whether the daemons run elsewhere and this object only speaks of them.' },
  ),
  healthCheck: healthChecks,
  labels: map(labels, { ...OPEN, description: 'Labels of pods, by daemon: all, mon, mgr, osd, prepareosd, crashcollector, exporter, monitoring.' }),
  logCollector,
  mgr,
  mon: withFacets(clusterMonitors, { nullable: true, description: 'The monitors, a majority of which must run for anything to work.' }),
  monitoring,
  network: withFacets(clusterNetwork, { ...OPEN, description: 'Which network daemons are in; to be settled before the first start.' }),
  placement: map(placement, {
    ...OPEN,
    description: 'Where pods may run, by daemon: all, mon, mgr, osd, prepareosd, cleanup, arbiter; all counts for each of them.',
  }),
  priorityClassNames: withFacets(settings, { description: 'The PriorityClass of pods, by daemon: all, mon, mgr, osd, crashcollector.' }),
  removeOSDsIfOutAndSafeToRemove: boolean({ description: 'Whether OSDs that are out, and whose data is elsewhere again, are removed by themselves.' }),
  resources: map(resources, {
    ...OPEN,
    description: 'What containers may use, by daemon: mon, mgr, mgr-sidecar, osd, osd-hdd, prepareosd, crashcollector, logcollector, exporter, cleanup.',
  }),
  security,
  skipUpgradeChecks: boolean({ description: 'Whether an upgrade goes on without any look at health; false by default.' }),
  storage: withFacets(clusterStorage, { nullable: true, description: 'Which devices of which nodes hold the data.' }),
  upgradeOSDRequiresHealthyPGs: boolean({ description: 'Whether OSDs are upgraded only while placement groups are clean; false by default.' }),
  waitTimeoutForHealthyOSDInMinutes: integer({
    format: 'int64',
    description: 'How long an upgrade waits until an OSD may stop, in minutes; 10 by default.',
  }),
});

/** A Ceph cluster: its daemons, and the devices that hold its data. */
export interface CephClusterSpec extends Static<typeof specShape> {}

const spec: Schema<CephClusterSpec> = specShape;

/** A Ceph cluster as a kind. */
export const cephCluster = defineResource({
  ...rook,
  kind: 'CephCluster',
  plural: 'cephclusters',
  shortNames: ['ceph'],
  schema: object({ spec, status: withFacets(clusterStatus, OPEN) }, { required: ['spec'] }),
  columns: [
    { name: 'DataDirHostPath', type: 'string', jsonPath: '.spec.dataDirHostPath', description: 'Folder on the nodes' },
    { name: 'MonCount', type: 'string', jsonPath: '.spec.mon.count', description: 'How many monitors' },
    AGE,
    PHASE,
    { name: 'Message', type: 'string', jsonPath: '.status.message' },
    { name: 'Health', type: 'string', jsonPath: '.status.ceph.health', description: 'As Ceph sees itself' },
    { name: 'External', type: 'boolean', jsonPath: '.spec.external.enable' },
    { name: 'FSID', type: 'string', jsonPath: '.status.ceph.fsid', description: 'What Ceph knows the cluster by' },
  ],
});

/**
 * A Ceph cluster: its daemons, and the devices that hold its data.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Cluster/ceph-cluster-crd/
 */
export class CephCluster extends customResource(cephCluster) {}
