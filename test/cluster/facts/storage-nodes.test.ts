import { defineCluster } from '../../../cluster/define';
import { disksOf, monNodes, ownPoolClass, steadyNodes, storageNodes } from '../../../cluster/facts/storage-nodes';

const disk = (name: string, deviceClass?: string) => ({ device: `/dev/disk/by-id/${name}`, ...(deviceClass === undefined ? {} : { deviceClass }) });

const CLUSTER = defineCluster({
  nodes: [
    { name: 'cp', address: '192.168.0.1', role: 'control-plane' },
    { name: 'w1', address: '192.168.0.11', disks: [disk('a', 'ssd'), disk('b', 'hdd'), disk('c')] },
    { name: 'w2', address: '192.168.0.12', disks: [disk('d')], temporary: true },
    { name: 'w3', address: '192.168.0.13' },
    { name: 'w4', address: '192.168.0.14', taints: [{ key: 'a', effect: 'NoSchedule' }] },
  ],
});

const names = (nodes: readonly { readonly name: string }[]): readonly string[] => nodes.map(({ name }) => name);

test('machines with disks hold storage', () => expect(names(storageNodes(CLUSTER.nodes))).toEqual(['w1', 'w2']));

test('machines that stay and take pods carry monitors and managers, with or without disks', () => {
  expect(names(steadyNodes(CLUSTER))).toEqual(['w1', 'w3']);
  expect(names(monNodes(CLUSTER, false))).toEqual(['w1', 'w3']);
  expect(names(monNodes({ ...CLUSTER, controlPlane: { schedulable: true } }, false))).toEqual(['cp', 'w1', 'w3']);
});

test('control planes carry monitors where the spec lets them (field, section 11), but neither managers, nor a monitor where they are going to leave', () => {
  expect(names(monNodes(CLUSTER, true))).toEqual(['cp', 'w1', 'w3']);
  expect(names(monNodes({ ...CLUSTER, nodes: CLUSTER.nodes.map((node) => ({ ...node, temporary: node.name !== 'w3' })) }, true))).toEqual(['w3']);
  const tainted = CLUSTER.nodes.map((node) =>
    node.name === 'cp' ? { ...node, taints: [{ key: 'a', value: undefined, effect: 'NoExecute' as const }] } : node,
  );
  expect(names(monNodes({ ...CLUSTER, nodes: tainted }, true))).toEqual(['w1', 'w3']);
});

test.each([
  ['ssd', ['/dev/disk/by-id/a']],
  ['nvme', []],
  [undefined, ['/dev/disk/by-id/a', '/dev/disk/by-id/b', '/dev/disk/by-id/c']],
])('disks of class %s', (deviceClass, devices) => {
  const [, node = { disks: [] }] = CLUSTER.nodes;
  expect(disksOf(node, deviceClass).map(({ device }) => device)).toEqual(devices);
});

// Field section 7: `.mgr` with three copies on the class of the first pool, which two machines have, was undersized for ever.
test('the pools that Ceph makes for itself are on a class that has a machine for each copy', () => {
  const machines = (...classes: readonly string[]) => classes.map((name) => ({ disks: name.split('+').map((deviceClass) => ({ deviceClass })) }));
  const pools = { replicas: 3, blockPools: [{ deviceClass: 'ssd' }], filesystem: { deviceClass: 'hdd' }, objectStore: undefined };
  expect(ownPoolClass(pools, machines('ssd+hdd', 'ssd+hdd', 'hdd', 'hdd'))).toBe('hdd');
  expect(ownPoolClass(pools, machines('ssd+hdd', 'ssd+hdd', 'ssd+hdd'))).toBe('ssd');
  expect(ownPoolClass({ ...pools, filesystem: undefined }, machines('ssd', 'ssd', 'hdd'))).toBe('ssd');
  expect(ownPoolClass({ ...pools, blockPools: [{ deviceClass: undefined }], filesystem: undefined }, machines('ssd', 'ssd'))).toBeUndefined();
});
