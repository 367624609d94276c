import { firewallConstants } from '../../../bootstrap/data/firewall';
import type { Cluster } from '../../../cluster/model/cluster';
import { defineCluster } from '../../../cluster/define';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';
import { BOTH, HOME, TOWER } from '../home';

const firewallRules = (cluster: Cluster): readonly string[] => [firewallConstants(cluster)['FIREWALL_RULES'] ?? []].flat();

const nodes = [
  { name: 'cp', address: '10.0.0.1', role: 'control-plane' as const },
  { name: 'w', address: '10.0.0.2' },
];
const withCni = (cni: Parameters<typeof defineCluster>[0]['network']): readonly string[] =>
  firewallRules(defineCluster({ network: { nodeCidr: '10.0.0.0/24', ...cni }, nodes }));

const ALWAYS = [
  'control-plane\tallow 6443/tcp',
  'all\tallow from 10.0.0.0/24 to any port 10250 proto tcp',
  'all\tallow from 10.244.0.0/16 to any port 10250 proto tcp',
  'all\tallow 30000:32767/tcp',
  'all\tallow 30000:32767/udp',
];
const ROUTED = ['all\troute allow from 10.244.0.0/16', 'all\troute allow to 10.244.0.0/16'];

test.each([
  ['flannel with vxlan', { cni: { flannel: {} } }, ['all\tallow from 10.0.0.0/24 to any port 8472 proto udp']],
  ['flannel with routes', { cni: { flannel: { backend: 'host-gw' as const } } }, []],
  ['kube-router', { cni: { kubeRouter: {} } }, ['all\tallow from 10.0.0.0/24 to any port 179 proto tcp']],
  ['no network plugin', { cni: { none: {} } }, []],
  [
    'Calico with VXLAN between networks, and BGP',
    { cni: { calico: { encapsulation: 'VXLANCrossSubnet' as const, bgp: 'Enabled' as const } } },
    [
      'all\tallow from 10.0.0.0/24 to any port 5473 proto tcp',
      'all\tallow from 10.0.0.0/24 to any port 4789 proto udp',
      'all\tallow from 10.0.0.0/24 to any port 179 proto tcp',
    ],
  ],
  [
    'Calico with WireGuard (field, section 11)',
    { cni: { calico: { bgp: 'Disabled' as const, wireguard: true } } },
    [
      'all\tallow from 10.0.0.0/24 to any port 5473 proto tcp',
      'all\tallow from 10.0.0.0/24 to any port 4789 proto udp',
      'all\tallow from 10.0.0.0/24 to any port 51820 proto udp',
    ],
  ],
  [
    'Calico with IP in IP, for which ufw has no word, so that everything comes in from the machines and from nobody else',
    { cni: { calico: { encapsulation: 'IPIP' as const, bgp: 'Enabled' as const } } },
    [
      'all\tallow from 10.0.0.0/24 to any port 5473 proto tcp',
      'all\tallow from 10.0.0.1',
      'all\tallow from 10.0.0.2',
      'all\tallow from 10.0.0.0/24 to any port 179 proto tcp',
    ],
  ],
])('%s', (_, network, rules) => {
  expect(withCni(network)).toEqual([...ALWAYS, ...rules, ...ROUTED]);
});

test('several control planes let each other into etcd, and the API server is where the endpoint says', () => {
  const behindLoadBalancer = {
    ...TOWER,
    controlPlane: { ...TOWER.controlPlane, endpoint: { kind: 'loadBalancer', host: 'lb.example', port: 443, address: undefined } },
  } as const;
  expect(firewallRules(behindLoadBalancer).filter((rule) => rule.startsWith('control-plane'))).toEqual([
    'control-plane\tallow 6443/tcp',
    'control-plane\tallow from 192.168.0.11 to any port 2379:2380 proto tcp',
    'control-plane\tallow from 192.168.0.12 to any port 2379:2380 proto tcp',
    'control-plane\tallow from 192.168.0.13 to any port 2379:2380 proto tcp',
  ]);
});

test('control planes with an address that moves between them let all traffic of each other in, VRRP too', () => {
  expect(firewallRules(TOWER).filter((rule) => rule.startsWith('control-plane'))).toEqual([
    'control-plane\tallow 8443/tcp',
    'control-plane\tallow from 192.168.0.11',
    'control-plane\tallow from 192.168.0.12',
    'control-plane\tallow from 192.168.0.13',
  ]);
});

test('both families get their rules', () => {
  expect(firewallRules(BOTH).filter((rule) => rule.includes('10250') || rule.includes('route'))).toEqual([
    'all\tallow from 192.168.0.0/24 to any port 10250 proto tcp',
    'all\tallow from fd00:0:0:1::/64 to any port 10250 proto tcp',
    'all\tallow from 10.244.0.0/16 to any port 10250 proto tcp',
    'all\tallow from fd00:10:244::/56 to any port 10250 proto tcp',
    'all\troute allow from 10.244.0.0/16',
    'all\troute allow to 10.244.0.0/16',
    'all\troute allow from fd00:10:244::/56',
    'all\troute allow to fd00:10:244::/56',
  ]);
});

test('no rule is there twice', () => {
  for (const cluster of [HOME, TOWER, BOTH]) expect(new Set(firewallRules(cluster)).size).toBe(firewallRules(cluster).length);
});

type StorageNetwork = NonNullable<NonNullable<NonNullable<ClusterSpec['storage']>['rook']>['network']>;

const withStorage = (network: StorageNetwork): readonly string[] =>
  firewallRules(
    defineCluster({
      network: { nodeCidr: '10.0.0.0/24', cni: { none: {} } },
      storage: { rook: { network } },
      nodes: [
        { name: 'cp', address: '10.0.0.1', role: 'control-plane' },
        { name: 'w', address: '10.0.0.2', disks: [{ device: '/dev/disk/by-id/ata-A' }] },
        { name: 'v', address: '10.0.0.3', disks: [{ device: '/dev/disk/by-id/ata-B' }] },
      ],
    }),
  );

test("Ceph on the machines' own network hears machines and pods; in the pods' network it needs no rule of its own", () => {
  expect(withStorage({ host: true }).filter((rule) => !withStorage({}).includes(rule))).toEqual([
    'all\tallow from 10.0.0.0/24 to any port 3300 proto tcp',
    'all\tallow from 10.244.0.0/16 to any port 3300 proto tcp',
    'all\tallow from 10.0.0.0/24 to any port 6789 proto tcp',
    'all\tallow from 10.244.0.0/16 to any port 6789 proto tcp',
    'all\tallow from 10.0.0.0/24 to any port 6800:7568 proto tcp',
    'all\tallow from 10.244.0.0/16 to any port 6800:7568 proto tcp',
  ]);
});

test("a network of Ceph's own for copies (field, section 11) is let in to the OSDs, and to nothing else", () => {
  const before = withStorage({ host: true });
  expect(withStorage({ host: true, cluster: ['10.10.0.0/24'] }).filter((rule) => !before.includes(rule))).toEqual([
    'all\tallow from 10.10.0.0/24 to any port 6800:7568 proto tcp',
  ]);
});
