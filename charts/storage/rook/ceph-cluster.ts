import { type Daemon, sizeOf } from '../../../cluster/facts/ceph-sizes';
import { cephImage } from '../../../cluster/facts/images';
import { PINS } from '../../../cluster/values/versions';
import type { CephClusterSpec } from '../../../imports/ceph.rook.io/ceph-cluster';
import { memoryProblems } from './memory-problems';
import { probeOf } from './probe';
import { type RookStorageNode, type RookTaint, nodesProblems, smallestOsd, storageOf, tolerationOf, tolerationsOf } from './storage-nodes';

/** How the parts of Ceph talk to each other and to clients. Only encryption and compression can be changed later. */
export interface RookNetworkProps {
  /**
   * `host`: the machines' own network, whose ports 3300, 6789 and 6800 to 7568 must be free.
   * @default the network of the pods, which needs nothing of the machines
   */
  readonly provider?: 'host' | undefined;
  /**
   * Networks, in CIDR notation, in which daemons listen to each other and to clients; with the provider host only. Monitors listen at the address that the
   * kubelet registers, which must be in one of them.
   * @default every network of a machine
   * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/network-providers/
   */
  readonly publicNetworks?: readonly string[];
  /** Networks, in CIDR notation, for copies and recovery between OSDs; with the provider host only. @default as publicNetworks */
  readonly clusterNetworks?: readonly string[];
  /** Family of the addresses that daemons use. @default IPv4 */
  readonly ipFamily?: 'IPv4' | 'IPv6';
  /** Whether all that is sent is encrypted; needs Linux 5.11 wherever a volume is mounted. @default false */
  readonly encryption?: boolean;
  /** Whether what is sent is compressed; needs Linux 5.11 wherever a volume is mounted. @default false */
  readonly compression?: boolean;
}

/** What a Ceph cluster is made of. */
export interface RookClusterProps {
  /** The machines with disks. No other machine and no other disk is touched. */
  readonly nodes: readonly RookStorageNode[];
  /**
   * How many monitors there are, each on a machine of its own: odd, and not more than there are machines for them, or none starts.
   * @default 3: the loss of one is borne
   */
  readonly mons?: number;
  /** Machines, by name, that get no monitor: those that will leave. @default none */
  readonly withoutMon?: readonly string[];
  /**
   * Taints that monitors may run beside, such as that of control planes.
   * @default none
   */
  readonly monTaints?: readonly RookTaint[];
  /** How many managers there are, each on a machine of its own. @default 2: one works, the other waits to take over */
  readonly mgrs?: 1 | 2;
  /**
   * Copies in pools that say nothing of it, such as those that Ceph makes for itself.
   * @default 3, which is Ceph's own
   */
  readonly replicas?: number;
  /**
   * Settings of Ceph as text: section (global, mon, osd, osd.3, …) → option → value. One that is taken out again stays until `ceph config rm`.
   * @default none
   */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Memory of the smallest machine that may run monitors and managers, such as 8Gi. @default as for 16Gi */
  readonly memory?: string | undefined;
  /** The network of the daemons, and how they talk on it. @default the network of the pods, neither encrypted nor compressed */
  readonly network?: RookNetworkProps;
  /**
   * The cipher of the keys with which volumes are mounted; aes256k needs Linux 7.0 on every machine.
   * @default aes
   * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Advanced/cephx-key-rotation/
   */
  readonly cephxKeyType?: 'aes' | 'aes256k';
  /**
   * Whether Ceph has its web page, and who reaches it: `ClusterIP` those in the cluster and `kubectl port-forward`, the others also those outside.
   * @default ClusterIP
   */
  readonly dashboard?: 'ClusterIP' | 'LoadBalancer' | 'NodePort' | false;
  /** Whether Rook tells the Prometheus operator what to watch; its kinds must be there. @default false */
  readonly monitoring?: boolean;
  /**
   * Seconds that a start or liveness probe of a monitor, manager or OSD may take. Where the `ceph` command takes longer, healthy daemons are killed in a
   * loop.
   * @default as Rook has it, 5
   */
  readonly probeTimeoutSeconds?: number | undefined;
  /** Version of Ceph. @default the one that this release of cdk8s-metal is tested with */
  readonly version?: string;
}

/** Of these Ceph warns for as long as there are keys of the type aes. */
const OF_OLD_KEYS = ['AUTH_INSECURE_CLIENT_KEY_TYPE', 'AUTH_INSECURE_ROTATING_SERVICE_KEY_TYPE'];

/** Of these, for as long as there may be. Only a person can say that nobody has such a key any more, and who has one is locked out from then on. */
const OF_OLD_KEYS_ALLOWED = ['AUTH_INSECURE_KEYS_ALLOWED', 'AUTH_INSECURE_KEYS_CREATABLE'];

/** What runs beside OSDs, and must be let in where they are. */
const WITH_OSDS = ['osd', 'prepareosd', 'cleanup'] as const;

const DAEMONS = [
  'mon',
  'mgr',
  'prepareosd',
  'mgr-sidecar',
  'crashcollector',
  'exporter',
  'logcollector',
  'cleanup',
  'cmd-reporter',
] as const satisfies readonly Daemon[];

const CEPH_DEFAULT_REPLICAS = 3;

type Placement = NonNullable<NonNullable<CephClusterSpec['placement']>[string]>;

function monPlacement({ withoutMon = [], monTaints = [] }: RookClusterProps): Placement {
  const elsewhere = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: withoutMon }] };
  return {
    ...(withoutMon.length === 0 ? {} : { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [elsewhere] } } }),
    ...(monTaints.length === 0 ? {} : { tolerations: monTaints.map(tolerationOf) }),
  };
}

function placementOf(props: RookClusterProps): Pick<CephClusterSpec, 'placement'> {
  const tolerations = tolerationsOf(props.nodes);
  const mon = monPlacement(props);
  const placement = {
    ...(Object.keys(mon).length === 0 ? {} : { mon }),
    ...(tolerations.length === 0 ? {} : Object.fromEntries(WITH_OSDS.map((daemon) => [daemon, { tolerations }]))),
  };
  return Object.keys(placement).length === 0 ? {} : { placement };
}

type Network = NonNullable<CephClusterSpec['network']>;

function addressRangesOf({ publicNetworks = [], clusterNetworks = [] }: RookNetworkProps): Pick<Network, 'addressRanges'> {
  const ranges = {
    ...(publicNetworks.length === 0 ? {} : { public: publicNetworks }),
    ...(clusterNetworks.length === 0 ? {} : { cluster: clusterNetworks }),
  };
  return Object.keys(ranges).length === 0 ? {} : { addressRanges: ranges };
}

function networkOf(props: RookNetworkProps): Network {
  const { provider, ipFamily = 'IPv4', encryption = false, compression = false } = props;
  return {
    ...(provider === undefined ? {} : { provider }),
    ...addressRangesOf(props),
    ...(ipFamily === 'IPv4' ? {} : { ipFamily }),
    // Both are features of the second protocol only.
    connections: { encryption: { enabled: encryption }, compression: { enabled: compression }, requireMsgr2: encryption || compression },
  };
}

/** RBD finds out by itself how it must speak, the kernel's CephFS does not. */
const csiOf = ({ encryption = false, compression = false }: RookNetworkProps): NonNullable<CephClusterSpec['csi']> => ({
  readAffinity: { enabled: false },
  ...(encryption || compression ? { cephfs: { kernelMountOptions: encryption ? 'ms_mode=secure' : 'ms_mode=prefer-crc' } } : {}),
});

function healthCheckOf({ cephxKeyType = 'aes', probeTimeoutSeconds }: RookClusterProps): NonNullable<CephClusterSpec['healthCheck']> {
  const probes = Object.fromEntries(['mon', 'mgr', 'osd'].map((daemon) => [daemon, probeOf(probeTimeoutSeconds)]));
  return {
    daemonHealth: {
      mon: { disabled: false, interval: '45s' },
      osd: { disabled: false, interval: '60s' },
      status: { disabled: false, interval: '60s' },
    },
    livenessProbe: probes,
    startupProbe: probes,
    // A warning that always stands hides all others. Once there should be no old key any more, one that appears is news.
    muteHealthWarning: {
      ...Object.fromEntries(OF_OLD_KEYS_ALLOWED.map((code) => [code, { policy: 'mute' }])),
      ...Object.fromEntries(OF_OLD_KEYS.map((code) => [code, { policy: cephxKeyType === 'aes' ? 'mute' : 'unmute' }])),
    },
  };
}

const resourcesOf = ({ nodes, memory }: RookClusterProps): NonNullable<CephClusterSpec['resources']> => ({
  ...Object.fromEntries(DAEMONS.map((daemon) => [daemon, sizeOf(daemon, memory)])),
  osd: smallestOsd(nodes),
});

function cephConfigOf({ replicas = CEPH_DEFAULT_REPLICAS, settings = {} }: RookClusterProps): Pick<CephClusterSpec, 'cephConfig'> {
  const ours = replicas === CEPH_DEFAULT_REPLICAS ? {} : { osd_pool_default_size: String(replicas) };
  const global = { ...ours, ...settings['global'] };
  const cephConfig = { ...settings, ...(Object.keys(global).length === 0 ? {} : { global }) };
  return Object.keys(cephConfig).length === 0 ? {} : { cephConfig };
}

/** The object that Rook builds the cluster from. */
export const cephClusterSpec = (props: RookClusterProps): CephClusterSpec => ({
  cephVersion: { image: cephImage(props.version ?? PINS.ceph), allowUnsupported: false },
  dataDirHostPath: '/var/lib/rook',
  skipUpgradeChecks: false,
  continueUpgradeAfterChecksEvenIfNotHealthy: false,
  waitTimeoutForHealthyOSDInMinutes: 10,
  upgradeOSDRequiresHealthyPGs: false,
  mon: { count: props.mons ?? 3, allowMultiplePerNode: false },
  mgr: { count: props.mgrs ?? 2, allowMultiplePerNode: false, modules: [{ name: 'rook', enabled: false }] },
  dashboard: { enabled: props.dashboard !== false, ssl: true },
  monitoring: { enabled: props.monitoring ?? false, metricsDisabled: false, exporter: { perfCountersPrioLimit: 5, statsPeriodSeconds: 5 } },
  network: networkOf(props.network ?? {}),
  security: { cephx: { csi: { keyType: props.cephxKeyType ?? 'aes' } } },
  csi: csiOf(props.network ?? {}),
  ...cephConfigOf(props),
  storage: storageOf(props.nodes),
  ...placementOf(props),
  resources: resourcesOf(props),
  priorityClassNames: { mon: 'system-node-critical', osd: 'system-node-critical', mgr: 'system-cluster-critical' },
  crashCollector: { disable: false },
  logCollector: { enabled: true, periodicity: 'daily', maxLogSize: '500M' },
  disruptionManagement: { managePodBudgets: true, osdMaintenanceTimeout: 30 },
  healthCheck: healthCheckOf(props),
  // A person decides when a disk is given up.
  removeOSDsIfOutAndSafeToRemove: false,
  // Deleting this object leaves all data where it is; applied again, this takes back what a teardown confirmed.
  cleanupPolicy: {
    confirmation: '',
    sanitizeDisks: { method: 'quick', dataSource: 'zero', iteration: 1 },
    allowUninstallWithVolumes: false,
  },
});

const RANGES = ['publicNetworks', 'clusterNetworks'] as const;

/** Rook takes ranges in the network of the pods as well, and Ceph then finds no address in them. */
const networkProblems = (network: RookNetworkProps): readonly string[] =>
  network.provider === 'host'
    ? []
    : RANGES.flatMap((field) => network[field]?.map((range) => `network.${field} ${range} is not where pods have their addresses; use provider host`) ?? []);

/** What would keep the cluster from coming up, or lose a disk. */
export const clusterProblems = ({ nodes, mons = 3, memory, network = {}, probeTimeoutSeconds = 1 }: RookClusterProps): string[] => [
  ...nodesProblems(nodes),
  ...(mons % 2 === 1 ? [] : [`mons ${mons} is not odd, and of an even number no more may be lost than of one less; give 1, 3 or 5`]),
  ...memoryProblems('memory', memory),
  ...networkProblems(network),
  ...(probeTimeoutSeconds >= 1 ? [] : [`probeTimeoutSeconds ${probeTimeoutSeconds} is not a number of seconds; give a whole number, at least 1`]),
];
