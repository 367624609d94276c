import {
  hasRook,
  hasToolbox,
  rookClusterProps,
  rookOperatorProps,
  rookPoolsProps,
  snapshotControllerProps,
  storageClassesProps,
} from '../../../charts/storage/props';
import { type RookSpec, exampleCluster, storageCluster, withRook } from '../example-cluster';

type Changes = Parameters<typeof storageCluster>[1];
type NodeSpec = NonNullable<NonNullable<Changes>['nodes']>[number];

const rook = (spec?: RookSpec, changes?: Changes) => withRook(storageCluster(spec, changes));

/** A home of these machines, each with a disk of its own. */
const machines = (...nodes: readonly Partial<NodeSpec>[]): Changes => ({
  nodes: nodes.map((node, index) => ({
    name: `m${index}`,
    address: `192.168.0.2${index}`,
    ...(index === 0 ? { role: 'control-plane' as const } : { disks: [{ device: `/dev/disk/by-id/m${index}` }] }),
    ...node,
  })),
});

describe('a cluster with storage', () => {
  test('is one with disks that Rook may have', () => {
    expect([storageCluster(), storageCluster({}, { storage: { none: {} } }), exampleCluster()].map(hasRook)).toEqual([true, false, false]);
  });

  test('has the toolbox, if it is wanted', () => {
    expect([storageCluster(), storageCluster({ toolbox: false }), exampleCluster()].map(hasToolbox)).toEqual([true, false, false]);
  });
});

describe('the Ceph cluster is told', () => {
  test('of all machines with disks, and of none without', () => {
    expect(rookClusterProps(rook()).nodes.map(({ name, devices }) => [name, devices.map(({ device }) => device)])).toEqual([
      ['desktop-2', ['/dev/disk/by-id/disk-2']],
      ['desktop-3', ['/dev/disk/by-id/disk-3']],
      ['desktop-4', ['/dev/disk/by-id/disk-4']],
    ]);
  });

  test('what is special about each disk', () => {
    const disk = { device: '/dev/disk/by-id/x', deviceClass: 'hdd', metadataDevice: '/dev/disk/by-id/y', encrypted: true, osdsPerDevice: 2 };
    const { nodes } = rookClusterProps(rook({ replicas: 1, allowUnsafeReplicas: true }, machines({}, { disks: [disk], memory: '16Gi' })));
    expect(nodes).toMatchObject([{ name: 'm1', memory: '16Gi', devices: [disk] }]);
  });

  test('which machines will leave', () => {
    expect(rookClusterProps(rook()).withoutMon).toEqual(['desktop-4']);
  });

  test('how large databases on other disks are, in MiB', () => {
    const disk = { device: '/dev/disk/by-id/x', metadataDevice: '/dev/disk/by-id/y', databaseSize: '60Gi' };
    const { nodes } = rookClusterProps(rook({ replicas: 1, allowUnsafeReplicas: true }, machines({}, { disks: [disk] })));
    expect(nodes[0]?.devices[0]).toMatchObject({ databaseSizeMB: 61440 });
  });

  test('that monitors tolerate the taint of control planes, where they may run there', () => {
    const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
    expect(rookClusterProps(rook({ monsOnControlPlanes: true })).monTaints).toEqual([taint]);
    expect(rookClusterProps(rook()).monTaints).toEqual([]);
  });

  test('which taints its disks are behind, also the one that kubeadm gives', () => {
    const taint = { key: 'storage', value: 'only', effect: 'NoSchedule' as const };
    const disks = [{ device: '/dev/disk/by-id/x' }];
    const { nodes } = rookClusterProps(rook({}, machines({ disks }, {}, { taints: [taint] }, {})));
    const controlPlane = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
    expect(nodes.map(({ name, taints }) => [name, taints])).toEqual([
      ['m0', [controlPlane]],
      ['m1', []],
      ['m2', [taint]],
      ['m3', []],
    ]);
  });

  test('of no taint of a control plane that takes workloads', () => {
    const { nodes } = rookClusterProps(rook({ allowUnsafeReplicas: true }, machines({ disks: [{ device: '/dev/disk/by-id/x' }] })));
    expect(nodes).toMatchObject([{ name: 'm0', taints: [] }]);
  });

  test.each([
    [['32Gi', '8Gi', '16Gi'], '8Gi'],
    [['32Gi', '16384Mi', '16Gi'], '16384Mi'],
    [['32Gi', undefined, '16Gi'], undefined],
  ])('that the smallest of machines with %j has %s', (memories, expected) => {
    const nodes = memories.map((memory) => (memory === undefined ? {} : { memory }));
    // The control plane takes no workloads, so that its size does not count.
    expect(rookClusterProps(rook({}, machines({ memory: '2Gi' }, ...nodes))).memory).toBe(expected);
  });

  test.each<readonly [string, RookSpec, object]>([
    ['number of monitors', { mons: 1 }, { mons: 1 }],
    ['number of managers', { mgrs: 1 }, { mgrs: 1 }],
    ['number of copies', { replicas: 2 }, { replicas: 2 }],
    ['network', { network: { host: true, encryption: true, compression: true } }, { network: { provider: 'host', encryption: true, compression: true } }],
    ['cipher of keys', { cephxKeyType: 'aes' }, { cephxKeyType: 'aes' }],
    ['dashboard', { dashboard: true }, { dashboard: 'ClusterIP' }],
    ['lack of a dashboard', { dashboard: false }, { dashboard: false }],
    ['metrics', { monitoring: true }, { monitoring: true }],
    ['time of probes', { probeTimeoutSeconds: 30 }, { probeTimeoutSeconds: 30 }],
  ])('the %s', (_, spec, expected) => {
    expect(rookClusterProps(rook(spec))).toMatchObject(expected);
  });

  const six: Changes = {
    network: { nodeCidr: 'fd00:0:0:1::/64', podCidr: 'fd00:10:244::/56', serviceCidr: 'fd00:10:96::/112' },
    ...machines(...[1, 2, 3, 4].map((number) => ({ address: `fd00:0:0:1::${number}` }))),
  };

  test.each([
    ['IPv4', {}],
    ['IPv6', six],
  ])('that its addresses are %s', (ipFamily, changes) => {
    expect(rookClusterProps(rook({}, changes)).network).toMatchObject({ ipFamily });
    expect(rookClusterProps(rook({ network: { host: true } }, changes)).network).toMatchObject({ ipFamily });
  });
});

describe('the other charts are told', () => {
  const single = machines({ disks: [{ device: '/dev/disk/by-id/x' }], memory: '8Gi' });
  const unsafe = { allowUnsafeReplicas: true };

  test('to keep a controller in reserve where there is a machine for it', () => {
    expect([rookOperatorProps(rook()).csiControllers, snapshotControllerProps(rook()).replicas]).toEqual([2, 2]);
    expect([rookOperatorProps(rook(unsafe, single)).csiControllers, snapshotControllerProps(rook(unsafe, single)).replicas]).toEqual([1, 1]);
  });

  test('to have patience with slow machines, and never less than Rook has', () => {
    const seconds = (spec?: RookSpec) => rookOperatorProps(rook(spec)).commandTimeoutSeconds;
    expect([seconds(), seconds({ probeTimeoutSeconds: 5 }), seconds({ probeTimeoutSeconds: 60 })]).toEqual([15, 15, 60]);
  });

  test('what Ceph offers, and on what it runs', () => {
    expect(rookPoolsProps(rook({ objectStore: {}, nfs: {}, probeTimeoutSeconds: 30 }))).toMatchObject({
      replicas: 3,
      blockPools: [{ name: 'replicapool', protection: { kind: 'replicated', size: 3 } }],
      filesystem: { name: 'cephfs', activeMds: 1 },
      objectStore: { name: 'objects', port: 80, instances: 1 },
      nfs: { servers: 1 },
      // Not the one that will leave.
      machines: 2,
      memory: undefined,
      probeTimeoutSeconds: 30,
    });
    expect(rookPoolsProps(rook(unsafe, single))).toMatchObject({ machines: 1, memory: '8Gi' });
  });

  test('what claims can ask for', () => {
    expect(storageClassesProps(rook({ blockPools: [{ name: 'a' }, { name: 'b', default: true }], objectStore: { name: 'buckets' } }))).toMatchObject({
      blockPools: [
        { name: 'a', default: false },
        { name: 'b', default: true },
      ],
      filesystem: { name: 'cephfs' },
      objectStore: 'buckets',
    });
    expect(storageClassesProps(rook({ filesystem: { enabled: false } }))).toMatchObject({ filesystem: undefined, objectStore: undefined });
  });
});
