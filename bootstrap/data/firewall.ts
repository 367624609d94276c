import { apiServerPort } from '../../cluster/facts/api-server';
import { encapsulationProtocol } from '../../cluster/facts/encapsulation';
import { controlPlanes } from '../../cluster/facts/roles';
import type { Calico, Cluster, Cni, Node } from '../../cluster/model/cluster';
import type { Storage } from '../../cluster/model/storage';
import { type Constants, texts } from './constants';

/** Traffic that must come in, in the words of ufw. */
interface Rule {
  /** @default both: every machine */
  readonly role?: Node['role'];
  /** @default anywhere */
  readonly from?: readonly string[];
  /**
   * A port or `first:last`, and its protocol.
   * @default everything that comes from there
   */
  readonly port?: readonly [port: string, protocol: 'tcp' | 'udp'];
}

/** Calico has an interface of WireGuard for each family, and a port for each of these. */
const WIREGUARD_PORTS = { 4: '51820', 6: '51821' } as const;

const calicoRules = ({ encapsulation, bgp, wireguard }: Calico, nodes: readonly string[], addresses: readonly string[]): readonly Rule[] => [
  // Typha, on any machine.
  { from: nodes, port: ['5473', 'tcp'] },
  ...(encapsulationProtocol(encapsulation) === 'VXLAN' ? [{ from: nodes, port: ['4789', 'udp'] } as const] : []),
  // ufw cannot name IP in IP, so all traffic between the machines is let in, and no other.
  ...(encapsulationProtocol(encapsulation) === 'IPIP' ? [{ from: addresses }] : []),
  ...(bgp === 'Enabled' ? [{ from: nodes, port: ['179', 'tcp'] } as const] : []),
  ...(wireguard
    ? ([4, 6] as const).map(
        (family) => ({ from: nodes.filter((node) => node.includes(':') === (family === 6)), port: [WIREGUARD_PORTS[family], 'udp'] }) as const,
      )
    : []),
];

/** Traffic between the machines for the network of pods. */
function networkRules(cni: Cni, nodes: readonly string[], addresses: readonly string[]): readonly Rule[] {
  switch (cni.kind) {
    case 'calico':
      return calicoRules(cni, nodes, addresses);
    case 'flannel':
      return cni.backend === 'vxlan' ? [{ from: nodes, port: ['8472', 'udp'] }] : [];
    case 'kubeRouter':
      return [{ from: nodes, port: ['179', 'tcp'] }];
    case 'none':
      return [];
  }
}

/** Traffic of Ceph's daemons with each other and with clients, where they use the machines' own network: monitors, and the range of ports that the others choose from. */
function cephRules(storage: Storage, nodes: readonly string[], pods: readonly string[]): readonly Rule[] {
  if (storage.kind !== 'rook' || storage.network.provider !== 'host') return [];
  const { publicNetworks, clusterNetworks } = storage.network;
  const from = [...new Set([...nodes, ...pods, ...texts(publicNetworks)])];
  const osds = '6800:7568';
  return [
    ...['3300', '6789', osds].map((port) => ({ from, port: [port, 'tcp'] as const })),
    { from: texts(clusterNetworks).filter((network) => !from.includes(network)), port: [osds, 'tcp'] },
  ];
}

/** As `ufw show added` prints it, less `ufw` and the comment. */
function words({ from, port }: Rule): readonly string[] {
  if (from === undefined) return port === undefined ? [] : [`allow ${port.join('/')}`];
  return from.map((source) => `allow from ${source}${port === undefined ? '' : ` to any port ${port[0]} proto ${port[1]}`}`);
}

const addressesOf = (nodes: readonly Node[]): readonly string[] => nodes.flatMap(({ addresses }) => texts(addresses));

/** Traffic of etcd, which alone speaks to itself only; and where keepalived moves an address, all traffic, as not every ufw can name VRRP. */
const betweenControlPlanes = ({ endpoint }: Cluster['controlPlane'], addresses: readonly string[]): Rule => ({
  role: 'control-plane',
  from: addresses,
  ...(endpoint.kind !== 'vip' && { port: ['2379:2380', 'tcp'] }),
});

/** The role that a rule is for or `all`, tab, the rule. */
function firewallRules(cluster: Cluster): readonly string[] {
  const { controlPlane, network, nodes, storage } = cluster;
  const [machines, pods] = [texts(network.nodeCidrs), texts(network.podCidrs)];
  const leaders = controlPlanes(nodes);
  const rules: readonly Rule[] = [
    { role: 'control-plane', port: [String(apiServerPort(cluster)), 'tcp'] },
    ...(leaders.length > 1 ? [betweenControlPlanes(controlPlane, addressesOf(leaders))] : []),
    { from: [...machines, ...pods], port: ['10250', 'tcp'] },
    { port: ['30000:32767', 'tcp'] },
    { port: ['30000:32767', 'udp'] },
    ...networkRules(network.cni, machines, addressesOf(nodes)),
    ...cephRules(storage, machines, pods),
  ];
  const routed = pods.flatMap((cidr) => [`all\troute allow from ${cidr}`, `all\troute allow to ${cidr}`]);
  return [...rules.flatMap((rule) => words(rule).map((text) => `${rule.role ?? 'all'}\t${text}`)), ...routed];
}

/**
 * What an active ufw must let through.
 *
 * @see https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
 * @see https://docs.ceph.com/en/latest/rados/configuration/network-config-ref/
 */
export const firewallConstants = (cluster: Cluster): Constants => ({
  // The role that a rule is for or `all`, tab, the rule.
  FIREWALL_RULES: firewallRules(cluster),
});
