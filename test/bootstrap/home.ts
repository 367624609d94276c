import { type Address, type Cidr, tryParseAddress, tryParseCidr } from '../../cluster/cidr';
import type { Cluster, Endpoint, Node } from '../../cluster/cluster';
import { PINS } from '../../cluster/versions';

function parsed<T>(text: string, parse: (text: string) => T | undefined): T {
  const value = parse(text);
  if (value === undefined) throw new Error(`${text} does not parse`);
  return value;
}

export const address = (text: string): Address => parsed(text, tryParseAddress);

export const cidr = (text: string): Cidr => parsed(text, tryParseCidr);

export const worker = (name: string, first: string, more: Partial<Node> = {}): Node => ({
  name,
  addresses: [address(first)],
  role: 'worker',
  arch: 'amd64',
  disks: [],
  temporary: false,
  labels: {},
  taints: [],
  ...more,
});

export const controlPlane = (name: string, first: string, more: Partial<Node> = {}): Node => worker(name, first, { role: 'control-plane', ...more });

export const endpoint = (kind: Endpoint['kind'], host: string, port = 6443): Endpoint => ({ kind, host, port, address: tryParseAddress(host) });

export const NO_ARGUMENTS: Cluster['kubeadm']['extraArgs'] = { apiServer: {}, controllerManager: {}, etcd: {}, kubelet: {}, scheduler: {} };

/** The five machines of the default spec, complete. */
export const HOME: Cluster = {
  name: 'home',
  kubernetes: { text: '1.36.4', minor: 36 },
  versions: PINS,
  network: {
    nodeCidrs: [cidr('192.168.0.0/24')],
    podCidrs: [cidr('10.244.0.0/16')],
    serviceCidrs: [cidr('10.96.0.0/12')],
    nodeCidrMaskSizes: [24],
    dnsDomain: 'cluster.local',
    loadBalancerAddresses: [],
    cni: { kind: 'calico', encapsulation: 'VXLANCrossSubnet', bgp: 'Enabled', dataplane: 'Iptables', mtu: undefined, blockSizes: [26], whisker: false },
    kubeProxy: 'iptables',
  },
  controlPlane: { endpoint: endpoint('name', 'api.home.arpa'), schedulable: false, certSANs: [] },
  kubeadm: { timeouts: {}, extraArgs: NO_ARGUMENTS },
  nodes: [
    controlPlane('desktop-1', '192.168.0.11'),
    worker('desktop-2', '192.168.0.12'),
    worker('desktop-3', '192.168.0.13'),
    worker('mini-1', '192.168.0.21'),
    worker('mini-2', '192.168.0.22', { temporary: true }),
  ],
};

/** The home with some of its fields changed, and what its machines are told. */
export const withNetwork = (network: Partial<Cluster['network']>): Cluster => ({ ...HOME, network: { ...HOME.network, ...network } });

export const withControlPlane = (more: Partial<Cluster['controlPlane']>): Cluster => ({ ...HOME, controlPlane: { ...HOME.controlPlane, ...more } });

export const withArguments = (extraArgs: Partial<Cluster['kubeadm']['extraArgs']>): Cluster => ({
  ...HOME,
  kubeadm: { timeouts: {}, extraArgs: { ...NO_ARGUMENTS, ...extraArgs } },
});

export const TOWER: Cluster = {
  ...withControlPlane({ endpoint: endpoint('vip', '192.168.0.10', 8443) }),
  nodes: [controlPlane('cp-1', '192.168.0.11'), controlPlane('cp-2', '192.168.0.12'), controlPlane('cp-3', '192.168.0.13'), worker('worker-1', '192.168.0.21')],
};

export const BOTH: Cluster = {
  ...withNetwork({
    nodeCidrs: [cidr('192.168.0.0/24'), cidr('fd00:0:0:1::/64')],
    podCidrs: [cidr('10.244.0.0/16'), cidr('fd00:10:244::/56')],
    serviceCidrs: [cidr('10.96.0.0/12'), cidr('fd00:10:96::/112')],
    nodeCidrMaskSizes: [24, 64],
  }),
  nodes: [
    controlPlane('cp', '192.168.0.11', { addresses: [address('192.168.0.11'), address('fd00:0:0:1::11')] }),
    worker('worker', '192.168.0.12', { addresses: [address('192.168.0.12'), address('fd00:0:0:1::12')] }),
  ],
};
