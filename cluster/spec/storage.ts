import { Type } from '@sinclair/typebox';
import { DEFAULTS } from './defaults';
import { choice, fields, flag, number, text } from './fields';

/** Ceph takes no more copies. */
const MOST_COPIES = 10;

const replicas = (description: string, byDefault: string) => Type.Optional(number(description, 1, MOST_COPIES, { byDefault, examples: [2] }));

/** Where the data of something is kept, and how it outlives the loss of machines. */
const protection = {
  replicas: replicas('Copies, each on a machine of its own.', 'as storage.rook.replicas'),
  erasureCoding: Type.Optional(
    fields(
      {
        dataChunks: number('Chunks that hold the data.', 2, 64, { examples: [2] }),
        codingChunks: number('Chunks that restore lost ones: as many machines may fail.', 1, 64, { examples: [1] }),
      },
      'Chunks in the place of copies, each on a machine of its own: less space, more work. The metadata is kept in copies beside it.',
      { byDefault: 'none, copies are kept' },
    ),
  ),
  metadataReplicas: replicas('Copies of the metadata.', 'as storage.rook.replicas'),
  deviceClass: Type.Optional(text('Uses only disks that declare this class.', { byDefault: 'all disks', examples: ['ssd'] })),
};

const mountOptions = Type.Optional(
  Type.Array(text('A mount option.'), { description: 'Options that volumes are mounted with.', byDefault: 'none', examples: [['noatime']] }),
);

const allowVolumeExpansion = Type.Optional(flag('Whether volumes can grow.', { default: true }));

const blockClass = fields(
  {
    fsType: Type.Optional(choice(['ext4', 'xfs'], { description: 'Filesystem that new volumes get.', default: DEFAULTS.fsType })),
    imageFeatures: Type.Optional(
      Type.Array(choice(['layering', 'exclusive-lock', 'object-map', 'fast-diff', 'deep-flatten'], { description: 'A feature of RBD.' }), {
        description: 'Features of the RBD images that volumes are. fast-diff needs object-map, and that exclusive-lock.',
        byDefault: 'layering',
        examples: [['layering', 'exclusive-lock', 'object-map', 'fast-diff', 'deep-flatten']],
      }),
    ),
    mapOptions: Type.Optional(
      Type.Array(text('An option.'), {
        description: 'Options with which the kernel maps images.',
        byDefault: 'none',
        examples: [['lock_on_read', 'queue_depth=1024']],
      }),
    ),
    mountOptions,
    allowVolumeExpansion,
    defaultReclaim: Type.Optional(
      choice(['Delete', 'Retain'], {
        description: 'Of the default pool: which of its two classes claims get that name none.',
        default: DEFAULTS.defaultReclaim,
      }),
    ),
  },
  'What its StorageClasses say of volumes. Kubernetes lets parameters of a StorageClass not be changed: delete the class first, which no volume notices.',
);

const blockPool = fields(
  {
    name: text('Name of the pool.', { examples: ['fast'] }),
    ...protection,
    storageClass: Type.Optional(blockClass),
    default: Type.Optional(flag('Whether claims that name no StorageClass get theirs here.', { byDefault: 'true for the first pool, where no other says so' })),
  },
  'A pool of volumes.',
);

const POOLS =
  'Pools of volumes that one machine at a time writes, with the StorageClasses rook-ceph-NAME and rook-ceph-NAME-retain; those of the default pool are rook-ceph-block and rook-ceph-block-retain.';

const filesystem = fields(
  {
    enabled: Type.Optional(flag('Whether there is a filesystem.', { default: true })),
    name: Type.Optional(text('Name of the filesystem.', { default: DEFAULTS.filesystem, examples: ['shared'] })),
    ...protection,
    storageClass: Type.Optional(fields({ mountOptions, allowVolumeExpansion }, 'What its StorageClasses say of volumes.')),
    activeMds: Type.Optional(number('Metadata servers that work; each has one more that stands by.', 1, 10, { default: DEFAULTS.activeMds })),
  },
  'CephFS: volumes that many machines write at the same time, with the StorageClasses rook-cephfs and rook-cephfs-retain.',
);

const objectStore = fields(
  {
    name: Type.Optional(text('Name of the object store.', { default: DEFAULTS.objectStore, examples: ['buckets'] })),
    ...protection,
    instances: Type.Optional(number('Gateways that serve it.', 1, 64, { default: DEFAULTS.objectStoreInstances })),
    port: Type.Optional(number('Port of its Service.', 1, 65_535, { default: DEFAULTS.objectStorePort })),
  },
  'An object store that speaks S3, with the bucket classes rook-ceph-bucket and rook-ceph-bucket-retain.',
  { byDefault: 'none' },
);

const snapshotLabels = Type.Optional(
  Type.Record(Type.String(), Type.String(), {
    description: 'Labels of these VolumeSnapshotClasses, by which backup programs find the one that they use.',
    byDefault: 'none',
    examples: [{ 'velero.io/csi-volumesnapshot-class': 'true' }],
  }),
);

const snapshots = fields(
  {
    labels: snapshotLabels,
    retain: Type.Optional(
      fields(
        { labels: snapshotLabels },
        'VolumeSnapshotClasses rook-ceph-block-retain and rook-cephfs-retain besides: what a snapshot holds stays when its VolumeSnapshot is deleted.',
        { byDefault: 'none' },
      ),
    ),
  },
  'Classes of snapshots: rook-ceph-block and rook-cephfs, which delete with the VolumeSnapshot.',
);

const network = fields(
  {
    host: Type.Optional(flag("Whether Ceph uses the machines' own network in the place of the pods'; cannot be changed later.", { default: false })),
    public: Type.Optional(
      Type.Array(text('A network in CIDR notation.'), {
        description:
          "Networks in which Ceph's daemons listen to each other and to clients; they hold nodes[].address of every machine that daemons run on. Needs host: true.",
        byDefault: 'network.nodeCidr where cluster is set, else every network of a machine',
        examples: [['192.168.0.0/24']],
      }),
    ),
    cluster: Type.Optional(
      Type.Array(text('A network in CIDR notation.'), {
        description:
          'Networks of their own for copies and recovery between the disks; every machine with a disk has an address in one of them. Needs host: true.',
        byDefault: 'as public',
        examples: [['10.10.0.0/24']],
      }),
    ),
    encryption: Type.Optional(flag('Encrypts what travels between Ceph and its clients; needs kernels from 5.11.', { default: false })),
    compression: Type.Optional(flag('Compresses what travels between Ceph and its clients; needs kernels from 5.11.', { default: false })),
  },
  'How the parts of Ceph talk to each other and to clients.',
);

const rook = fields(
  {
    replicas: replicas('Copies in all pools that say nothing else, each on a machine of its own.', `${DEFAULTS.replicas}, or as many as have disks`),
    allowUnsafeReplicas: Type.Optional(
      flag('Allows pools that keep a single copy, which is gone with its disk: for one machine, and for trying things out.', { default: false }),
    ),
    mons: Type.Optional(
      number('Monitors, an odd number, on machines that stay and take workloads; on control planes, too, with monsOnControlPlanes.', 1, 9, {
        byDefault: `${DEFAULTS.mons}, or 1 where fewer than ${DEFAULTS.mons} machines do`,
        examples: [5],
      }),
    ),
    monsOnControlPlanes: Type.Optional(
      flag('Lets monitors run on control planes that take no workloads, too: their disks are then written by etcd and by a monitor.', { default: false }),
    ),
    mgrs: Type.Optional(
      number('Managers: one works, the other stands by.', 1, 2, { byDefault: `${DEFAULTS.mgrs}, or 1 where one machine stays and takes workloads` }),
    ),
    blockPools: Type.Optional(Type.Array(blockPool, { description: POOLS, byDefault: `one, ${DEFAULTS.blockPool}` })),
    filesystem: Type.Optional(filesystem),
    objectStore: Type.Optional(objectStore),
    nfs: Type.Optional(
      fields(
        { servers: Type.Optional(number('NFS servers.', 1, 16, { default: DEFAULTS.nfsServers })) },
        'NFS servers that share the filesystem with what speaks no CephFS.',
        { byDefault: 'none' },
      ),
    ),
    snapshots: Type.Optional(snapshots),
    network: Type.Optional(network),
    settings: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), {
        description:
          'Settings of Ceph as text, by section: global, mon, mgr, osd, mds, client, or one daemon such as osd.3. One that is taken out again stays until ceph config rm.',
        byDefault: 'none',
        examples: [{ global: { mon_max_pg_per_osd: '300' }, osd: { osd_max_backfills: '1' } }],
      }),
    ),
    cephxKeyType: Type.Optional(
      choice(['aes', 'aes256k'], {
        description: 'Type of the keys of clients in the kernel.',
        byDefault: "aes256k where every machine's kernel is declared and at least 7.0, else aes",
      }),
    ),
    dashboard: Type.Optional(flag("Serves Ceph's dashboard.", { default: true })),
    monitoring: Type.Optional(
      flag(
        "Makes the targets (ServiceMonitors) with which Prometheus reads Ceph's metrics; needs the kinds of the Prometheus operator. Alert rules are yours to add.",
        { default: false },
      ),
    ),
    toolbox: Type.Optional(flag('Runs a pod with the ceph command.', { default: true })),
    probeTimeoutSeconds: Type.Optional(
      number("How long probes of Ceph's daemons may take, in seconds: slow machines need more.", 1, 600, { byDefault: "Rook's own", examples: [30] }),
    ),
  },
  'Rook-Ceph on the disks that machines declare.',
);

/** What holds volumes. */
export const storage = fields(
  { rook: Type.Optional(rook), none: Type.Optional(fields({}, 'No storage: disks that machines declare are left alone.', { byDefault: 'not chosen' })) },
  'What holds volumes: one of rook and none.',
  { byDefault: 'rook where a machine declares a disk, else none' },
);
