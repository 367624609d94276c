import { defineCluster } from '../../../cluster/define';
import { blockClass } from '../../../cluster/facts/storage-names';
import type { Rook } from '../../../cluster/model/storage';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';

type NodeSpec = ClusterSpec['nodes'][number];

const cp: NodeSpec = { name: 'cp', address: '192.168.0.1', role: 'control-plane' };
const worker = (index: number, more: Partial<NodeSpec> = {}): NodeSpec => ({
  name: `w${index}`,
  address: `192.168.0.${index + 10}`,
  disks: [{ device: `/dev/disk/by-id/disk-${index}` }],
  ...more,
});
const away = { effect: 'NoSchedule', key: 'storage' } as const;

const rookOf = (nodes: readonly NodeSpec[], rook: NonNullable<ClusterSpec['storage']>['rook'] = {}): Rook => {
  const { storage } = defineCluster({ storage: { rook }, nodes: [...nodes] });
  if (storage.kind === 'none') throw new Error('no storage');
  return storage;
};

test('storage is Rook where a machine declares a disk, and none where no machine does', () => {
  expect(defineCluster({ nodes: [cp, worker(1), worker(2)] }).storage.kind).toBe('rook');
  expect(defineCluster({ nodes: [cp, { name: 'w', address: '192.168.0.2' }] }).storage).toEqual({ kind: 'none' });
  expect(defineCluster({ storage: { none: {} }, nodes: [cp, worker(1)] }).storage).toEqual({ kind: 'none' });
});

test('storage that only its machines describe is complete', () => {
  expect(rookOf([cp, worker(1), worker(2), worker(3), worker(4)])).toEqual({
    kind: 'rook',
    replicas: 3,
    allowUnsafeReplicas: false,
    mons: 3,
    monsOnControlPlanes: false,
    mgrs: 2,
    blockPools: [
      {
        name: 'replicapool',
        protection: { kind: 'replicated', size: 3 },
        metadataSize: 3,
        deviceClass: undefined,
        default: true,
        storageClass: {
          fsType: 'ext4',
          imageFeatures: ['layering'],
          mapOptions: [],
          mountOptions: [],
          allowVolumeExpansion: true,
          defaultReclaim: 'Delete',
        },
      },
    ],
    filesystem: {
      name: 'cephfs',
      protection: { kind: 'replicated', size: 3 },
      metadataSize: 3,
      deviceClass: undefined,
      activeMds: 1,
      storageClass: { mountOptions: [], allowVolumeExpansion: true },
    },
    objectStore: undefined,
    nfs: undefined,
    snapshots: { labels: {}, retain: undefined },
    network: { provider: undefined, publicNetworks: [], clusterNetworks: [], encryption: false, compression: false },
    settings: {},
    cephxKeyType: 'aes',
    dashboard: true,
    monitoring: false,
    toolbox: true,
    probeTimeoutSeconds: undefined,
  });
});

test.each<[string, readonly NodeSpec[], Partial<Rook>]>([
  ['two machines with disks hold two copies, and one monitor', [cp, worker(1), worker(2)], { replicas: 2, mons: 1, mgrs: 2 }],
  ['a temporary machine carries no monitor', [cp, worker(1), worker(2), worker(3, { temporary: true })], { replicas: 3, mons: 1, mgrs: 2 }],
  ['nor does a tainted one', [cp, worker(1), worker(2, { taints: [away] }), worker(3)], { mons: 1, mgrs: 2 }],
  ['a preference keeps no monitor away', [cp, worker(1), worker(2, { taints: [{ ...away, effect: 'PreferNoSchedule' }] }), worker(3)], { mons: 3 }],
  ['machines without disks may carry monitors', [cp, worker(1), worker(2), { name: 'w3', address: '192.168.0.3' }], { mons: 3 }],
])('%s', (_, nodes, expected) => expect(rookOf(nodes)).toMatchObject(expected));

test.each([
  ['as the spec has them', { public: ['192.168.0.0/25'], cluster: ['10.10.0.0/24', '10.11.0.0/24'] }, ['192.168.0.0/25'], ['10.10.0.0/24', '10.11.0.0/24']],
  ['that of the machines where only copies have one of their own', { cluster: ['10.10.0.0/24'] }, ['192.168.0.0/24'], ['10.10.0.0/24']],
  ['none where copies have none either', {}, [], []],
])("Ceph's networks (field, section 11): the public one is %s", (_, network, publicNetworks, clusterNetworks) => {
  const { network: complete } = rookOf([cp, worker(1), worker(2), worker(3), worker(4)], { network: { host: true, ...network } });
  expect(complete.publicNetworks.map(({ text }) => text)).toEqual(publicNetworks);
  expect(complete.clusterNetworks.map(({ text }) => text)).toEqual(clusterNetworks);
});

test('three control planes and two workers with disks have three monitors where control planes may carry them (field, sections 8 and 11)', () => {
  const spec: ClusterSpec = {
    controlPlane: { endpoint: { loadBalancer: '192.168.0.100:6443' } },
    nodes: [...[1, 2, 3].map((index) => ({ name: `cp${index}`, address: `192.168.0.${index}`, role: 'control-plane' as const })), worker(1), worker(2)],
  };
  expect(defineCluster(spec).storage).toMatchObject({ mons: 1 });
  expect(defineCluster(spec).warnings.map(({ problem }) => problem)).toContain(
    'has one monitor, because 2 machines stay and take workloads; while it is gone, all storage waits',
  );
  const allowed = defineCluster({ ...spec, storage: { rook: { monsOnControlPlanes: true } } });
  expect(allowed.storage).toMatchObject({ mons: 3, mgrs: 2 });
  expect(allowed.warnings.map(({ problem }) => problem).filter((problem) => problem.includes('monitor'))).toEqual([]);
});

test('keys are of the new type where every kernel is known to read them', () => {
  const modern = [cp, worker(1), worker(2)].map((node) => ({ ...node, kernel: '7.0.0-14-generic' }));
  expect(rookOf(modern).cephxKeyType).toBe('aes256k');
  expect(rookOf(modern, { cephxKeyType: 'aes' }).cephxKeyType).toBe('aes');
  expect(rookOf([{ ...cp, kernel: '6.14' }, ...modern.slice(1)]).cephxKeyType).toBe('aes');
  expect(rookOf([cp, ...modern.slice(1)]).cephxKeyType).toBe('aes');
});

test.each([
  ['the first pool is the default where none is said to be', [{ name: 'a' }, { name: 'b' }], ['rook-ceph-block', 'rook-ceph-b']],
  ['the spec decides', [{ name: 'a' }, { name: 'b', default: true }], ['rook-ceph-a', 'rook-ceph-block']],
  [
    'the first may refuse',
    [
      { name: 'a', default: false },
      { name: 'b', default: true },
    ],
    ['rook-ceph-a', 'rook-ceph-block'],
  ],
])('%s', (_, blockPools, classes) => expect(rookOf([cp, worker(1), worker(2)], { blockPools }).blockPools.map(blockClass)).toEqual(classes));
