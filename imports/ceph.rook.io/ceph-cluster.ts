import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
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
import type { CephClusterBody, CephClusterSpec } from './generated';

export type { CephClusterSpec };

const portOrNone = (description: string) => integer({ minimum: 0, maximum: 65535, description });

const cephVersion = object(
  {
    allowUnsupported: boolean({ description: 'Whether versions of Ceph that this version of Rook does not support are allowed; for tests.' }),
    image: string({ description: 'Image of all daemons, such as quay.io/ceph/ceph:v20.2.4; changing the version starts an upgrade.' }),
    imagePullPolicy,
  },
  { nullable: true, description: 'Version of Ceph.' },
);

const cleanupPolicy = object(
  {
    allowUninstallWithVolumes: boolean({ description: 'Whether the cluster can be deleted while it contains volumes.' }),
    confirmation: string({
      pattern: '^$|^yes-really-destroy-data$',
      nullable: true,
      description: 'yes-really-destroy-data: deleting the cluster deletes its data on all nodes; from then on Rook configures nothing.',
    }),
    sanitizeDisks: object(
      {
        dataSource: enumeration(['zero', 'random'], { description: 'Data that overwrites the disks. Default: zero.' }),
        iteration: integer({ format: 'int32', description: 'Number of passes. Default: 1.' }),
        method: enumeration(['complete', 'quick'], { description: "Area that is overwritten: complete, or quick (the default), only Ceph's metadata." }),
      },
      { nullable: true, description: 'How disks are wiped when the cluster is deleted.' },
    ),
    wipeDevicesFromOtherClusters: boolean({ description: 'Whether disks with data of another Ceph cluster are wiped and used.' }),
  },
  { nullable: true, description: 'Handling of the data when this object is deleted. Default: the data is kept.' },
);

const csi = object(
  {
    cephfs: object(
      {
        fuseMountOptions: string({ description: 'Mount options for ceph-fuse.' }),
        kernelMountOptions: string({ description: 'Mount options for the kernel, such as ms_mode=secure with network.connections.encryption.' }),
      },
      { description: 'Mount options of CephFS volumes.' },
    ),
    readAffinity: object(
      {
        crushLocationLabels: array(string(), { description: 'Node labels with the position of a node in the CRUSH map.' }),
        enabled: boolean({ description: 'Whether read affinity is enabled. Default: false.' }),
      },
      { description: 'Whether clients read from the nearest OSD.' },
    ),
    skipUserCreation: boolean({ description: 'Whether Rook leaves the Ceph users of the CSI drivers and their Secrets to you.' }),
  },
  { description: 'Settings of the CSI drivers for this cluster.' },
);

const dashboard = object(
  {
    enabled: boolean({ description: 'Whether the dashboard is enabled.' }),
    port: portOrNone('Port of the dashboard. Default: 8443, without ssl 7000.'),
    prometheusEndpoint: string({ description: 'URL of Prometheus for graphs, such as http://prometheus.monitoring:9090.' }),
    prometheusEndpointSSLVerify: boolean({ description: 'Whether the certificate of Prometheus is verified.' }),
    ssl: boolean({ description: 'Whether the dashboard uses HTTPS, with a self-signed certificate.' }),
    urlPrefix: string({ description: 'Path prefix behind a proxy, such as /ceph.' }),
  },
  { nullable: true, description: "Dashboard, Ceph's web interface." },
);

const disruptionManagement = object(
  {
    machineDisruptionBudgetNamespace: string({ description: 'Deprecated; namespace of MachineDisruptionBudgets.' }),
    manageMachineDisruptionBudgets: boolean({ description: 'Deprecated; whether Rook creates MachineDisruptionBudgets.' }),
    managePodBudgets: boolean({ description: 'Whether Rook creates PodDisruptionBudgets that let only one failure domain be drained at a time.' }),
    osdMaintenanceTimeout: integer({
      format: 'int64',
      description: 'Minutes before Ceph replicates the data of a drained failure domain elsewhere; needs managePodBudgets. Default: 30.',
    }),
    pgHealthCheckTimeout: integer({ format: 'int64', description: 'Deprecated; without effect.' }),
    pgHealthyRegex: string({ description: 'Regular expression for the states of placement groups in which the next failure domain may be drained.' }),
  },
  { nullable: true, description: 'Protection of the data while nodes are drained.' },
);

const checkOf = (description: string) => withFacets(healthCheck, { nullable: true, description });

const healthChecks = object(
  {
    daemonHealth: object(
      {
        mon: checkOf('Checks of monitors. Default: every 45s; a monitor out of quorum for the timeout, 600s, is replaced.'),
        osd: checkOf('Checks of OSDs. Default: every 60s.'),
        status: checkOf("Checks of Ceph's health, which the status shows. Default: every 60s."),
      },
      { nullable: true, description: "Intervals of the operator's health checks." },
    ),
    livenessProbe: map(daemonProbe, { description: 'Liveness probes by daemon: mon, mgr, osd. Slow machines need longer times.' }),
    muteHealthWarning: map(
      object({ policy: enumeration(['mute', 'unmute'], { doc: 'Whether the warning is kept back, or shown again.' }) }, { required: ['policy'] }),
      {
        minProperties: 0,
        maxProperties: 10,
        rules: [{ rule: "self.all(k, k.matches('^[A-Z]+(_[A-Z]+)+$'))", message: 'keys must be valid Ceph health check codes' }],
        description: 'Muted health warnings by code, such as POOL_NO_REDUNDANCY.',
      },
    ),
    startupProbe: map(daemonProbe, { description: 'Startup probes by daemon: mon, mgr, osd. Slow machines need longer times.' }),
  },
  { nullable: true, description: 'Health checks by the operator, and probes by the kubelet.' },
);

const logCollector = object(
  {
    enabled: boolean({ description: 'Whether daemons also log to files.' }),
    maxLogSize: withFacets(quantity, { description: 'Size from which a file is rotated, such as 500M. At least 1M.' }),
    periodicity: string({ pattern: '^$|^(hourly|daily|weekly|monthly|1h|24h|1d)$', description: 'Interval of rotation: hourly, daily, weekly or monthly.' }),
  },
  { nullable: true, description: 'Log files in dataDirHostPath.' },
);

const mgr = object(
  {
    allowMultiplePerNode: boolean({ description: 'Whether several managers may run on one node; for tests.' }),
    count: integer({ minimum: 0, maximum: 5, description: 'Number of managers; with 2, one is a standby.' }),
    hostNetwork: boolean({ description: 'Whether managers use the network of their node. Default: as in network.' }),
    modules: array(
      object({
        enabled: boolean({ doc: 'Whether the module is on.' }),
        name: string({ description: 'Name of the module, as in `ceph mgr module ls`.' }),
        settings: object(
          { balancerMode: enumeration(['', 'crush-compat', 'upmap', 'read', 'upmap-read'], { description: 'Mode of the module balancer.' }) },
          { doc: 'Settings of the module.' },
        ),
      }),
      { nullable: true, description: 'Modules of the manager that are enabled or disabled.' },
    ),
  },
  { nullable: true, description: 'Managers, the daemons for metrics, dashboard and balancing.' },
);

const monitoring = object(
  {
    enabled: boolean({ description: "Whether Rook creates ServiceMonitors, which need the Prometheus operator's CRDs. Default: false." }),
    exporter: object(
      {
        hostNetwork: boolean({ nullable: true, description: 'Whether the exporter uses the network of its node. Default: as in network.' }),
        perfCountersPrioLimit: integer({ format: 'int64', default: 5, description: 'Lowest priority of the performance counters that are exported.' }),
        port: port('Port for metrics. Default: 9926.'),
        statsPeriodSeconds: integer({ format: 'int64', default: 5, description: 'Interval between two queries of the daemons, in seconds.' }),
      },
      { description: 'Exporter for metrics of the daemons of a node.' },
    ),
    externalMgrEndpoints: array(
      object(
        {
          hostname: string({ doc: 'Host name of the manager.' }),
          ip: string({ doc: 'Address of the manager.' }),
          nodeName: string({ doc: 'The node that the address belongs to, if it is one of this cluster.' }),
          targetRef: withFacets(objectReference, { doc: 'The object that the address belongs to.' }),
        },
        { required: ['ip'], mapType: 'atomic' },
      ),
      { nullable: true, description: 'Addresses where the managers of an external cluster serve metrics.' },
    ),
    externalMgrPrometheusPort: portOrNone("Port of the external managers' metrics."),
    interval: string({ description: 'Interval of scraping, such as 30s.' }),
    metricsDisabled: boolean({ description: 'Whether metrics are disabled. Default: false.' }),
    port: portOrNone('Port of the managers for metrics. Default: 9283.'),
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
          description: 'Ciphers that Ceph accepts; a client with a key of another cipher cannot connect.',
        }),
        csi: cephxKeys('Keys of the CSI drivers, which nodes use to mount volumes.', {
          keepPriorKeyCountMax: integer({ minimum: 0, maximum: 10, description: 'Number of old keys that stay valid after a rotation.' }),
        }),
        daemon: cephxKeys('Keys of the daemons.', {}),
        rbdMirrorPeer: cephxKeys('Keys of the clusters that mirror with this one.', {}),
      },
      { description: 'Types of the keys of users and daemons, and when the keys are rotated.' },
    ),
    keyRotation,
    kms: withFacets(keyManagement, { nullable: true, description: 'Server for the keys of encrypted disks. Default: Secrets of Kubernetes.' }),
  },
  { nullable: true, description: 'Keys of users and daemons, and of encrypted disks.' },
);

const specShape = object(
  {
    annotations: map(labels, {
      ...OPEN,
      description: 'Annotations of pods, by daemon: all, mon, mgr, osd, prepareosd, crashcollector, exporter, clusterMetadata.',
    }),
    cephConfig: map(labels, { nullable: true, description: 'Settings of Ceph by section: global, mon, osd, osd.0.' }),
    cephConfigFromSecret: map(map(secretKeySelector), { nullable: true, description: 'Settings of Ceph by section, with values from Secrets.' }),
    cephVersion,
    cleanupPolicy,
    continueUpgradeAfterChecksEvenIfNotHealthy: boolean({
      description: 'Whether an upgrade continues when placement groups are not clean after the checks. Default: false.',
    }),
    crashCollector: object(
      {
        daysToRetain: integer({ description: 'Days after which reports are deleted. Default: reports are kept.' }),
        disable: boolean({ description: 'Whether the crash collector is disabled.' }),
      },
      { nullable: true, description: 'Crash collector, which gathers reports of crashed daemons.' },
    ),
    csi,
    dashboard,
    dataDirHostPath: string({
      pattern: '^/(\\S+)',
      rules: [{ rule: 'self == oldSelf', message: 'DataDirHostPath is immutable' }],
      description: 'Directory on each node for data of monitors and logs, such as /var/lib/rook; must be empty for a new cluster.',
    }),
    disruptionManagement,
    external: object(
      { enable: boolean({ description: 'Whether the daemons run elsewhere. Default: false.' }) },
      { ...OPEN, description: 'Whether this object describes a cluster whose daemons run elsewhere.' },
    ),
    healthCheck: healthChecks,
    labels: map(labels, { ...OPEN, description: 'Labels of pods, by daemon: all, mon, mgr, osd, prepareosd, crashcollector, exporter, monitoring.' }),
    logCollector,
    mgr,
    mon: withFacets(clusterMonitors, { nullable: true, description: 'Monitors; a majority of them must run.' }),
    monitoring,
    network: withFacets(clusterNetwork, { ...OPEN, description: 'Network of the daemons; cannot be changed after the first start.' }),
    placement: map(placement, {
      ...OPEN,
      description: 'Placement of pods by daemon: mon, mgr, osd, prepareosd, cleanup, arbiter; all applies to each of them.',
    }),
    priorityClassNames: withFacets(settings, { description: 'PriorityClass of pods by daemon: all, mon, mgr, osd, crashcollector.' }),
    removeOSDsIfOutAndSafeToRemove: boolean({ description: 'Whether Rook removes OSDs that are out and whose data is fully replicated elsewhere.' }),
    resources: map(resources, {
      ...OPEN,
      description: 'Resources by daemon: mon, mgr, mgr-sidecar, osd, osd-hdd, prepareosd, crashcollector, logcollector, exporter, cleanup.',
    }),
    security,
    skipUpgradeChecks: boolean({ description: 'Whether an upgrade skips the checks of health. Default: false.' }),
    storage: withFacets(clusterStorage, { nullable: true, description: 'Devices for the data, by node.' }),
    upgradeOSDRequiresHealthyPGs: boolean({ description: 'Whether OSDs are upgraded only while placement groups are clean. Default: false.' }),
    waitTimeoutForHealthyOSDInMinutes: integer({ format: 'int64', description: 'Minutes that an upgrade waits until an OSD may be stopped. Default: 10.' }),
  },
  { doc: 'A Ceph cluster: its daemons, and the devices that hold its data.' },
);

const spec: Schema<CephClusterSpec> = specShape;

/** A Ceph cluster as a kind. */
export const cephCluster = defineResource<CephClusterBody>({
  ...rook,
  kind: 'CephCluster',
  plural: 'cephclusters',
  shortNames: ['ceph'],
  schema: object({ spec, status: withFacets(clusterStatus, OPEN) }, { required: ['spec'] }),
  columns: [
    { name: 'DataDirHostPath', type: 'string', jsonPath: '.spec.dataDirHostPath', description: 'Directory on the nodes' },
    { name: 'MonCount', type: 'string', jsonPath: '.spec.mon.count', description: 'Number of monitors' },
    AGE,
    PHASE,
    { name: 'Message', type: 'string', jsonPath: '.status.message' },
    { name: 'Health', type: 'string', jsonPath: '.status.ceph.health', description: 'Health of Ceph' },
    { name: 'External', type: 'boolean', jsonPath: '.spec.external.enable' },
    { name: 'FSID', type: 'string', jsonPath: '.status.ceph.fsid', description: "Ceph's ID of the cluster" },
  ],
});

/**
 * A Ceph cluster: its daemons, and the devices that hold its data.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/
 */
export class CephCluster extends customResource(cephCluster) {}
