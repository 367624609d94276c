import { defineCluster } from '../../cluster/define';
import type { Cluster, Endpoint, Node } from '../../cluster/model/cluster';
import { tryParseAddress } from '../../cluster/values/cidr';

/** The five machines of the default spec. */
export const HOME = defineCluster({
  nodes: [
    { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'desktop-2', address: '192.168.0.12' },
    { name: 'desktop-3', address: '192.168.0.13' },
    { name: 'mini-1', address: '192.168.0.21' },
    { name: 'mini-2', address: '192.168.0.22', temporary: true },
  ],
});

/** Three control planes behind an address that moves between them. */
export const TOWER = defineCluster({
  controlPlane: { endpoint: { vip: '192.168.0.10', port: 8443 } },
  nodes: [
    { name: 'cp-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'cp-2', address: '192.168.0.12', role: 'control-plane' },
    { name: 'cp-3', address: '192.168.0.13', role: 'control-plane' },
    { name: 'worker-1', address: '192.168.0.21' },
  ],
});

/** IPv4 and IPv6. */
export const BOTH = defineCluster({
  network: { nodeCidr: '192.168.0.0/24,fd00:0:0:1::/64', podCidr: '10.244.0.0/16,fd00:10:244::/56', serviceCidr: '10.96.0.0/12,fd00:10:96::/112' },
  nodes: [
    { name: 'cp', address: '192.168.0.11,fd00:0:0:1::11', role: 'control-plane' },
    { name: 'worker', address: '192.168.0.12,fd00:0:0:1::12' },
  ],
});

/** IPv6 and nothing else. */
export const SIX = defineCluster({
  network: { nodeCidr: 'fd00:0:0:1::/64', podCidr: 'fd00:10:244::/56', serviceCidr: 'fd00:10:96::/112' },
  nodes: [{ name: 'cp', address: 'fd00:0:0:1:0000::0011', role: 'control-plane' }],
});

function first(nodes: readonly Node[], role: Node['role']): Node {
  const node = nodes.find((candidate) => candidate.role === role);
  if (node === undefined) throw new Error(`no ${role}`);
  return node;
}

/** desktop-1, with some of its fields changed. */
export const controlPlane = (more: Partial<Node> = {}): Node => ({ ...first(HOME.nodes, 'control-plane'), ...more });

/** desktop-2, with some of its fields changed. */
export const worker = (more: Partial<Node> = {}): Node => ({ ...first(HOME.nodes, 'worker'), ...more });

export const endpoint = (kind: Endpoint['kind'], host: string, port = 6443): Endpoint => ({ kind, host, port, address: tryParseAddress(host) });

export const withNetwork = (more: Partial<Cluster['network']>, cluster: Cluster = HOME): Cluster => ({ ...cluster, network: { ...cluster.network, ...more } });

export const withControlPlane = (more: Partial<Cluster['controlPlane']>, cluster: Cluster = HOME): Cluster => ({
  ...cluster,
  controlPlane: { ...cluster.controlPlane, ...more },
});

export const withArguments = (extraArgs: Partial<Cluster['kubeadm']['extraArgs']>, cluster: Cluster = HOME): Cluster => ({
  ...cluster,
  kubeadm: { ...cluster.kubeadm, extraArgs: { ...cluster.kubeadm.extraArgs, ...extraArgs } },
});
