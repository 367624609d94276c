import type { RookClusterProps } from '../../../../charts/storage/rook/ceph-cluster';
import { RookCluster } from '../../../../charts/storage/rook/rook-cluster';
import type { RookStorageNode } from '../../../../charts/storage/rook/storage-nodes';
import { type KubernetesObject, identity, only, rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const disk = (name: string) => `/dev/disk/by-id/${name}`;
const NODES: readonly RookStorageNode[] = ['a', 'b', 'c'].map((name) => ({ name, devices: [{ device: disk(name) }] }));

const cluster = (props: Partial<RookClusterProps> = {}) => rendered((app) => new RookCluster(app, 'ceph-cluster', { nodes: NODES, ...props }));
const cephCluster = (props?: Partial<RookClusterProps>) => only(cluster(props), 'CephCluster');

/** A field of the object's spec, by its path. */
const field = (object: KubernetesObject, path: string): unknown =>
  `spec.${path}`
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined),
      object,
    );

const withSpec =
  (change: (spec: Readonly<Record<string, unknown>>) => object) =>
  (object: KubernetesObject): KubernetesObject => ({ ...object, spec: change(object['spec'] as Readonly<Record<string, unknown>>) });

const without = (object: object, ...fields: readonly string[]) => Object.fromEntries(Object.entries(object).filter(([name]) => !fields.includes(name)));

const ours = cephCluster();

describe("a Ceph cluster's chart", () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/cluster.yaml',
    ours: cluster(),
    except: {
      'takes the machines and disks that are named, and no other': withSpec((spec) => ({
        ...spec,
        storage: { ...without(spec['storage'] as object, 'config'), useAllNodes: false, useAllDevices: false, nodes: field(ours, 'storage.nodes') },
      })),
      'says how much memory and CPU each daemon needs, so that none starves the others': withSpec((spec) => ({ ...spec, resources: field(ours, 'resources') })),
      'keeps quiet what would be warned of for ever while kernels need keys of the type aes': withSpec((spec) => ({
        ...spec,
        healthCheck: { ...(spec['healthCheck'] as object), muteHealthWarning: field(ours, 'healthCheck.muteHealthWarning') },
      })),
      'says nothing for what is empty': withSpec((spec) => ({ ...without(spec, 'annotations', 'labels'), csi: without(spec['csi'] as object, 'cephfs') })),
    },
  });

  test('is one object', () => {
    expect(cluster().map(identity)).toEqual(['ceph.rook.io/v1 CephCluster rook-ceph rook-ceph']);
  });

  test.each([
    ['version', { version: 'v9.9.9' }, 'cephVersion', { image: 'quay.io/ceph/ceph:v9.9.9', allowUnsupported: false }],
    ['number of monitors', { mons: 5 }, 'mon', { count: 5, allowMultiplePerNode: false }],
    ['number of managers', { mgrs: 1 }, 'mgr.count', 1],
    ['number of copies', { replicas: 2 }, 'cephConfig', { global: { osd_pool_default_size: '2' } }],
    [
      'settings of Ceph, beside the number of copies',
      { replicas: 2, settings: { global: { mon_max_pg_per_osd: '300' }, 'osd.*': { osd_max_backfills: '1' } } },
      'cephConfig',
      { global: { osd_pool_default_size: '2', mon_max_pg_per_osd: '300' }, 'osd.*': { osd_max_backfills: '1' } },
    ],
    ['settings of Ceph alone', { settings: { mon: { mon_data_avail_warn: '20' } } }, 'cephConfig', { mon: { mon_data_avail_warn: '20' } }],
    ['cipher of keys', { cephxKeyType: 'aes256k' }, 'security.cephx.csi', { keyType: 'aes256k' }],
    ['wish for no dashboard', { dashboard: false }, 'dashboard.enabled', false],
    ['wish for metrics', { monitoring: true }, 'monitoring.enabled', true],
    ['network', { network: { provider: 'host' } }, 'network.provider', 'host'],
    [
      'networks for clients and for copies',
      { network: { provider: 'host', publicNetworks: ['192.168.0.0/24'], clusterNetworks: ['10.10.0.0/24'] } },
      'network.addressRanges',
      { public: ['192.168.0.0/24'], cluster: ['10.10.0.0/24'] },
    ],
    [
      'network for clients alone',
      { network: { provider: 'host', publicNetworks: ['192.168.0.0/24'] } },
      'network.addressRanges',
      { public: ['192.168.0.0/24'] },
    ],
    ['address family', { network: { ipFamily: 'IPv6' } }, 'network.ipFamily', 'IPv6'],
    [
      'wish for encryption',
      { network: { encryption: true } },
      'network.connections',
      { encryption: { enabled: true }, compression: { enabled: false }, requireMsgr2: true },
    ],
    [
      'wish for compression',
      { network: { compression: true } },
      'network.connections',
      { encryption: { enabled: false }, compression: { enabled: true }, requireMsgr2: true },
    ],
    ['wish for encryption, for CephFS', { network: { encryption: true, compression: true } }, 'csi.cephfs', { kernelMountOptions: 'ms_mode=secure' }],
    ['wish for compression, for CephFS', { network: { compression: true } }, 'csi.cephfs', { kernelMountOptions: 'ms_mode=prefer-crc' }],
    ['memory of the machines', { memory: '32Gi' }, 'resources.mgr', { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } }],
  ] as const)('takes the %s from %j', (_, props, path, expected) => {
    expect(field(cephCluster(props), path)).toEqual(expected);
    expect(field(ours, path)).not.toEqual(expected);
  });

  test("says nothing of the number of copies where it is Ceph's own", () => {
    expect(field(cephCluster({ replicas: 3 }), 'cephConfig')).toBeUndefined();
  });

  test('lets the probes of slow machines take longer, and leaves all else about them to Rook', () => {
    const daemons = ['mgr', 'mon', 'osd'];
    for (const probe of ['livenessProbe', 'startupProbe']) {
      expect(field(ours, `healthCheck.${probe}`)).toEqual(Object.fromEntries(daemons.map((daemon) => [daemon, { disabled: false }])));
      expect(field(cephCluster({ probeTimeoutSeconds: 60 }), `healthCheck.${probe}`)).toEqual(
        Object.fromEntries(daemons.map((daemon) => [daemon, { disabled: false, probe: { timeoutSeconds: 60 } }])),
      );
    }
  });

  test('has old keys told of where there should be none', () => {
    const policies = (props: Partial<RookClusterProps>) => JSON.stringify(field(cephCluster(props), 'healthCheck.muteHealthWarning'));
    expect(policies({})).not.toContain('unmute');
    expect(field(cephCluster({ cephxKeyType: 'aes256k' }), 'healthCheck.muteHealthWarning')).toEqual({
      AUTH_INSECURE_KEYS_ALLOWED: { policy: 'mute' },
      AUTH_INSECURE_KEYS_CREATABLE: { policy: 'mute' },
      AUTH_INSECURE_CLIENT_KEY_TYPE: { policy: 'unmute' },
      AUTH_INSECURE_ROTATING_SERVICE_KEY_TYPE: { policy: 'unmute' },
    });
  });

  test('destroys nothing when it is deleted', () => {
    expect(field(ours, 'cleanupPolicy.confirmation')).toBe('');
    expect(field(ours, 'removeOSDsIfOutAndSafeToRemove')).toBe(false);
  });
});

describe('the machines of a Ceph cluster', () => {
  test('are named with their disks, and what is special about these as the text that Rook reads', () => {
    const devices = [
      { device: disk('plain') },
      { device: disk('all'), deviceClass: 'hdd', metadataDevice: disk('fast'), osdsPerDevice: 2 },
      { device: disk('usual'), deviceClass: undefined, metadataDevice: undefined, encrypted: false, osdsPerDevice: 1 },
    ];
    expect(field(cephCluster({ nodes: [{ name: 'a', devices }] }), 'storage')).toEqual({
      useAllNodes: false,
      useAllDevices: false,
      nodes: [
        {
          name: 'a',
          devices: [
            { name: disk('plain') },
            { name: disk('all'), config: { deviceClass: 'hdd', metadataDevice: disk('fast'), osdsPerDevice: '2' } },
            { name: disk('usual') },
          ],
        },
      ],
      allowDeviceClassUpdate: false,
      allowOsdCrushWeightUpdate: false,
      scheduleAlways: false,
      onlyApplyOSDPlacement: false,
    });
  });

  // Field section 6: Rook drops encryptedDevice of a disk.
  test('are encrypted as a whole, because Rook reads that of a machine only', () => {
    const encrypted = (name: string) => ({ device: disk(name), encrypted: true });
    const made = cephCluster({
      nodes: [
        { name: 'a', devices: [encrypted('x'), encrypted('y')] },
        { name: 'b', devices: [{ device: disk('z') }] },
      ],
    });
    expect(field(made, 'storage.nodes')).toEqual([
      { name: 'a', config: { encryptedDevice: 'true' }, devices: [{ name: disk('x') }, { name: disk('y') }] },
      { name: 'b', devices: [{ name: disk('z') }] },
    ]);
    expect(() => cephCluster({ nodes: [{ name: 'a', devices: [encrypted('x'), { device: disk('y') }] }] })).toThrow(
      'nodes[0] (a) has disks that are encrypted and disks that are not, and Rook knows this only of whole machines; give all of them the same encrypted',
    );
  });

  test('each size their own OSDs, and what most ask for least is said once for all', () => {
    const osd = (memory: string) => ({ requests: { cpu: '500m', memory }, limits: { memory } });
    const devices = [{ device: disk('x') }, { device: disk('y'), osdsPerDevice: 3 }];
    const made = cephCluster({
      nodes: [
        { name: 'large', devices: [{ device: disk('x') }], memory: '64Gi' },
        { name: 'crowded', devices, memory: '64Gi' },
        { name: 'middle', devices: [{ device: disk('x') }], memory: '16Gi' },
      ],
    });
    expect(field(made, 'resources.osd')).toEqual(osd('4Gi'));
    expect(field(made, 'storage.nodes')).toEqual([
      { name: 'large', devices: [{ name: disk('x') }], resources: osd('8Gi') },
      { name: 'crowded', devices: [{ name: disk('x') }, { name: disk('y'), config: { osdsPerDevice: '3' } }] },
      { name: 'middle', devices: [{ name: disk('x') }] },
    ]);
  });

  test('say so where they have memory and another does not', () => {
    const made = cephCluster({ nodes: [{ name: 'known', devices: [{ device: disk('x') }], memory: '16Gi' }, ...NODES] });
    expect(field(made, 'resources.osd')).toEqual({ requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } });
    expect(JSON.stringify(field(made, 'storage.nodes')).match(/"resources"/g)).toHaveLength(1);
  });

  test('say how much of another disk the database of an OSD gets (field, section 11)', () => {
    const device = { device: disk('x'), metadataDevice: disk('fast'), databaseSizeMB: 61440 };
    expect(field(cephCluster({ nodes: [{ name: 'a', devices: [device] }] }), 'storage.nodes')).toEqual([
      { name: 'a', devices: [{ name: disk('x'), config: { metadataDevice: disk('fast'), databaseSizeMB: '61440' } }] },
    ]);
  });

  test('that will leave get no monitor', () => {
    expect(field(cephCluster({ withoutMon: ['c', 'd'] }), 'placement')).toEqual({
      mon: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['c', 'd'] }] }],
          },
        },
      },
    });
  });

  test('that are control planes may carry monitors, and nothing else (field, section 11)', () => {
    const monTaints = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] as const;
    const tolerations = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }];
    expect(field(cephCluster({ monTaints }), 'placement')).toEqual({ mon: { tolerations } });
    expect(field(cephCluster({ monTaints, withoutMon: ['c'] }), 'placement.mon')).toMatchObject({ tolerations, nodeAffinity: {} });
  });

  test('that have taints let in all that comes with OSDs, and nothing else', () => {
    const nodes: readonly RookStorageNode[] = [
      { name: 'a', devices: [{ device: disk('a') }], taints: [{ key: 'storage', value: 'only', effect: 'NoSchedule' }] },
      {
        name: 'b',
        devices: [{ device: disk('b') }],
        taints: [
          { key: 'storage', value: 'only', effect: 'NoSchedule' },
          { key: 'leave', value: undefined, effect: 'NoExecute' },
          { key: 'rather-not', effect: 'PreferNoSchedule' },
        ],
      },
    ];
    const tolerations = [
      { key: 'storage', operator: 'Equal', value: 'only', effect: 'NoSchedule' },
      { key: 'leave', operator: 'Exists', effect: 'NoExecute' },
    ];
    expect(field(cephCluster({ nodes }), 'placement')).toEqual({ osd: { tolerations }, prepareosd: { tolerations }, cleanup: { tolerations } });
  });
});

describe('what cannot work is refused with its place', () => {
  const node = (changes: Partial<RookStorageNode>): Partial<RookClusterProps> => ({ nodes: [{ name: 'a', devices: [{ device: disk('x') }], ...changes }] });
  const device = (changes: object) => node({ devices: [{ device: disk('x'), ...changes }] });

  test.each<readonly [Partial<RookClusterProps>, string]>([
    [{ nodes: [] }, 'nodes is empty, and Ceph has nowhere to store anything; name at least one machine with a disk'],
    [{ nodes: [...NODES, ...NODES.slice(0, 1)] }, 'nodes has a twice; name each machine once, with all of its disks'],
    [node({ devices: [] }), 'nodes[0] (a) has no devices, so that it stores nothing; name its disks, or leave it out'],
    [node({ devices: [{ device: disk('x') }, { device: disk('x') }] }), 'nodes[0] (a) names /dev/disk/by-id/x twice; name each disk once'],
    [
      device({ device: '/dev/sdb' }),
      'nodes[0] (a) device /dev/sdb may be another disk after the next start; use its name below /dev/disk/by-id/ or /dev/disk/by-path/',
    ],
    [
      device({ metadataDevice: '/dev/nvme0n1' }),
      'nodes[0] (a) device /dev/nvme0n1 may be another disk after the next start; use its name below /dev/disk/by-id/ or /dev/disk/by-path/',
    ],
    [device({ osdsPerDevice: 0 }), 'nodes[0] (a) device /dev/disk/by-id/x has osdsPerDevice 0; give a whole number from 1 on'],
    [device({ osdsPerDevice: 1.5 }), 'nodes[0] (a) device /dev/disk/by-id/x has osdsPerDevice 1.5; give a whole number from 1 on'],
    [node({ memory: '16 GB' }), 'nodes[0] (a) memory 16 GB is not an amount of memory; write a number and a unit, such as 16Gi'],
    [
      node({ memory: '4Gi', devices: [{ device: disk('x'), osdsPerDevice: 3 }] }),
      'nodes[0] (a) has 4Gi of memory for 3 OSDs, which need 2Gi each; give it less disks, or more memory',
    ],
    [{ mons: 2 }, 'mons 2 is not odd, and of an even number no more may be lost than of one less; give 1, 3 or 5'],
    [{ mons: 0 }, 'mons 0 is not odd, and of an even number no more may be lost than of one less; give 1, 3 or 5'],
    [{ memory: 'much' }, 'memory much is not an amount of memory; write a number and a unit, such as 16Gi'],
    [{ probeTimeoutSeconds: 0 }, 'probeTimeoutSeconds 0 is not a number of seconds; give a whole number, at least 1'],
  ])('%j', (props, message) => {
    expect(() => cluster(props)).toThrow(new Error(`Validation failed with the following errors:\n  [ceph-cluster] ${message}`));
  });

  test('but not what can', () => {
    expect(() => cluster(node({ memory: '6Gi', devices: [{ device: disk('x'), osdsPerDevice: 3 }] }))).not.toThrow();
  });

  test('all at once', () => {
    expect(() => cluster({ ...node({ memory: 'x', devices: [] }), mons: 4 })).toThrow(/has no devices[^]*is not an amount of memory[^]*mons 4 is not odd/);
  });

  test('and so is what the definition does not allow', () => {
    expect(() => cluster({ network: { provider: 'hosts' as 'host' } })).toThrow('[ceph-cluster/CephCluster] spec.network.provider "hosts" is not supported');
  });
});
