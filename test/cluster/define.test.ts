import { defineCluster, readCluster } from '../../cluster/define';
import { DEFAULTS } from '../../cluster/spec/defaults';
import { PINS } from '../../cluster/values/versions';

const one = { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' } as const;
const two = { name: 'desktop-2', address: '192.168.0.12' } as const;

test('a spec of machines alone becomes a complete cluster', () => {
  expect(defineCluster({ nodes: [one, two] })).toMatchObject({
    name: DEFAULTS.name,
    kubernetes: { text: '1.36.4', minor: 36 },
    kubectlConvert: false,
    versions: PINS,
    network: {
      nodeCidrs: [{ text: '192.168.0.0/24' }],
      podCidrs: [{ text: '10.244.0.0/16' }],
      serviceCidrs: [{ text: '10.96.0.0/12' }],
      nodeCidrMaskSizes: [24],
      dnsDomain: 'cluster.local',
      loadBalancerAddresses: [],
      cni: { kind: 'calico', encapsulation: 'VXLANCrossSubnet', bgp: 'Enabled', dataplane: 'Iptables', mtu: undefined, blockSizes: [26], whisker: false },
      kubeProxy: 'iptables',
    },
    controlPlane: { endpoint: { kind: 'name', host: 'api.home.arpa', port: 6443, address: undefined }, schedulable: false, certSANs: [] },
    kubeadm: { timeouts: {}, extraArgs: { apiServer: {}, controllerManager: {}, etcd: {}, kubelet: {}, scheduler: {} } },
    sources: {
      kubernetes: { url: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/', key: 'https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key' },
      containerd: { url: undefined, suite: undefined, key: undefined },
      binaries: { url: 'https://dl.k8s.io' },
      registries: {},
    },
    ssh: { user: undefined, port: undefined, key: undefined, config: undefined },
    nodes: [
      { name: 'desktop-1', addresses: [{ text: '192.168.0.11' }], role: 'control-plane', arch: 'amd64', disks: [], temporary: false, labels: {}, taints: [] },
      { name: 'desktop-2', role: 'worker' },
    ],
  });
});

test('a cluster is frozen to the bottom', () => {
  const cluster = defineCluster({ nodes: [{ ...one, labels: { room: 'attic' } }] });
  const reach = (value: unknown): readonly unknown[] => (typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(reach)] : []);
  expect(reach(cluster).filter((part) => !Object.isFrozen(part))).toEqual([]);
  expect(reach(cluster).length).toBeGreaterThan(20);
});

test('the spec that was handed over stays as it was', () => {
  const spec = { nodes: [{ ...one, labels: { room: 'attic' } }] };
  const before = structuredClone(spec);
  defineCluster(spec);
  expect(spec).toEqual(before);
  expect(Object.isFrozen(spec.nodes[0]?.labels)).toBe(false);
});

test('a spec in TypeScript that breaks rules is thrown back with a line for each', () => {
  expect(() => defineCluster({ network: { podCidr: '192.168.0.0/16' }, nodes: [one, { ...two, address: '192.168.0.11' }] })).toThrow(
    [
      'nodes[1].address 192.168.0.11 is already used by nodes[0] (desktop-1); give each machine its own address',
      'network.podCidr 192.168.0.0/16 overlaps network.nodeCidr 192.168.0.0/24; choose networks that have no address in common',
    ].join('\n'),
  );
});

test.each([
  ['workloads may run on the only machine', { nodes: [one] }, true],
  ['workloads keep off the control plane where there is a worker', { nodes: [one, two] }, false],
  ['the spec decides', { controlPlane: { schedulable: true }, nodes: [one, two] }, true],
])('%s', (_, spec, schedulable) => expect(defineCluster(spec).controlPlane.schedulable).toBe(schedulable));

test.each([
  ['BPF', 'none'],
  ['Iptables', 'iptables'],
  ['Nftables', 'nftables'],
] as const)('the dataplane %s brings kube-proxy %s', (dataplane, kubeProxy) =>
  expect(defineCluster({ network: { cni: { calico: { dataplane } } }, nodes: [one] }).network.kubeProxy).toBe(kubeProxy),
);

test.each([
  ['10.244.0.0/16', 300, [25]],
  ['10.0.0.0/9', 300, [24]],
  ['10.244.0.0/24', 3, [26]],
])('a pod network %s for %s machines is cut into parts of /%s', (podCidr, count, masks) => {
  const nodes = Array.from({ length: count - 1 }, (_, index) => ({
    name: `node-${index}`,
    address: `172.16.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`,
  }));
  const cluster = defineCluster({
    network: { nodeCidr: '172.16.0.0/12', podCidr, serviceCidr: '10.200.0.0/16' },
    nodes: [{ ...one, address: '172.16.0.1' }, ...nodes],
  });
  expect(cluster.network.nodeCidrMaskSizes).toEqual(masks);
});

test('a pod network that holds the default service network is refused in the name of the default', () => {
  expect(
    readCluster('network: { podCidr: 10.0.0.0/8 }\nnodes: [{ name: a, address: 192.168.0.1, role: control-plane }]').problems.map(({ path, value }) => [
      path.join('.'),
      value,
    ]),
  ).toEqual([['network.serviceCidr', '10.96.0.0/12']]);
});

test('a mirror keeps its keys where the original does', () => {
  const { sources } = defineCluster({
    sources: { kubernetes: { url: 'http://10.77.0.1/deb' }, containerd: { url: 'http://10.77.0.1/docker/linux/debian' } },
    nodes: [one],
  });
  expect(sources).toMatchObject({
    kubernetes: { url: 'http://10.77.0.1/deb', key: 'http://10.77.0.1/deb/Release.key' },
    containerd: { key: 'http://10.77.0.1/docker/linux/debian/gpg', suite: undefined },
  });
});
