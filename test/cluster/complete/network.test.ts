import { defineCluster, readCluster } from '../../../cluster/define';

const one = { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' } as const;

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
