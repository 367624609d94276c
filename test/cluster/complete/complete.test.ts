import { defineCluster } from '../../../cluster/define';
import { DEFAULTS } from '../../../cluster/spec/defaults';
import { PINS } from '../../../cluster/values/versions';

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
      cni: {
        kind: 'calico',
        encapsulation: 'VXLANCrossSubnet',
        bgp: 'Enabled',
        dataplane: 'Iptables',
        mtu: undefined,
        blockSizes: [26],
        wireguard: false,
        whisker: false,
      },
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

test.each([
  ['workloads may run on the only machine', { nodes: [one] }, true],
  ['workloads keep off the control plane where there is a worker', { nodes: [one, two] }, false],
  ['the spec decides', { controlPlane: { schedulable: true }, nodes: [one, two] }, true],
])('%s', (_, spec, schedulable) => expect(defineCluster(spec).controlPlane.schedulable).toBe(schedulable));
