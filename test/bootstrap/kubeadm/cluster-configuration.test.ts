import { type ClusterConfiguration, clusterConfiguration } from '../../../bootstrap/kubeadm/cluster-configuration';
import type { Cluster } from '../../../cluster/model/cluster';
import { BOTH, HOME, SIX, TOWER, endpoint, withArguments, withControlPlane, withNetwork } from '../home';

test('names the cluster and pins its version', () => {
  const { clusterName, kubernetesVersion } = clusterConfiguration({ ...HOME, name: 'attic', kubernetes: { text: '1.35.9', minor: 35 } });
  expect({ clusterName, kubernetesVersion }).toStrictEqual({ clusterName: 'attic', kubernetesVersion: 'v1.35.9' });
});

test.each<[string, Cluster, string]>([
  ['a name', HOME, 'api.home.arpa:6443'],
  ['a name with another port', withControlPlane({ endpoint: endpoint('name', 'api.home.arpa', 443) }), 'api.home.arpa:443'],
  ['a virtual address', TOWER, '192.168.0.10:8443'],
  ['an IPv6 address in brackets, shortened', withControlPlane({ endpoint: endpoint('vip', 'fd00:0:0:0001::0010') }), '[fd00:0:0:1::10]:6443'],
  ['a load balancer', withControlPlane({ endpoint: endpoint('loadBalancer', 'lb.example', 443) }), 'lb.example:443'],
])('the endpoint is %s', (_, cluster, expected) => {
  expect(clusterConfiguration(cluster).controlPlaneEndpoint).toBe(expected);
});

test.each<[string, Cluster, ClusterConfiguration['networking']]>([
  ['one network', HOME, { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12', dnsDomain: 'cluster.local' }],
  ['two networks', BOTH, { podSubnet: '10.244.0.0/16,fd00:10:244::/56', serviceSubnet: '10.96.0.0/12,fd00:10:96::/112', dnsDomain: 'cluster.local' }],
  ['another domain', withNetwork({ dnsDomain: 'home.arpa' }), { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12', dnsDomain: 'home.arpa' }],
])('networking has %s', (_, cluster, expected) => {
  expect(clusterConfiguration(cluster).networking).toStrictEqual(expected);
});

test.each<[string, Cluster, readonly string[]]>([
  ['the endpoint, then every control plane', TOWER, ['192.168.0.10', 'cp-1', '192.168.0.11', 'cp-2', '192.168.0.12', 'cp-3', '192.168.0.13']],
  ['both addresses of a machine', BOTH, ['api.home.arpa', 'cp', '192.168.0.11', 'fd00:0:0:1::11']],
  [
    'what the spec adds, last and once',
    withControlPlane({ certSANs: ['home.example.org', 'desktop-1', 'home.example.org'] }),
    ['api.home.arpa', 'desktop-1', '192.168.0.11', 'home.example.org'],
  ],
  [
    'an endpoint that is a machine once, however it is written',
    withControlPlane({ endpoint: endpoint('loadBalancer', 'fd00:0:0:1:0::11') }, SIX),
    ['fd00:0:0:1::11', 'cp'],
  ],
])('the certificate of the API server is for %s', (_, cluster, expected) => {
  expect(clusterConfiguration(cluster).apiServer.certSANs).toStrictEqual(expected);
});

test('the flags of each component are lists sorted by name', () => {
  const { apiServer, controllerManager, scheduler, etcd } = clusterConfiguration(
    withArguments({
      apiServer: { v: '2', 'audit-log-path': '-' },
      controllerManager: { 'node-monitor-period': '2s', 'leader-elect': 'false' },
      scheduler: { v: '4' },
      etcd: { 'heartbeat-interval': '500', 'election-timeout': '5000' },
    }),
  );
  expect([apiServer.extraArgs, controllerManager.extraArgs, scheduler.extraArgs, etcd.local.extraArgs]).toStrictEqual([
    [
      { name: 'audit-log-path', value: '-' },
      { name: 'v', value: '2' },
    ],
    [
      { name: 'leader-elect', value: 'false' },
      { name: 'node-monitor-period', value: '2s' },
    ],
    [{ name: 'v', value: '4' }],
    [
      { name: 'election-timeout', value: '5000' },
      { name: 'heartbeat-interval', value: '500' },
    ],
  ]);
});

test.each<[string, Cluster, readonly number[], Readonly<Record<string, string>>, readonly (readonly [string, string])[]]>([
  ['nothing for the usual size', HOME, [24], {}, []],
  ['the IPv4 size', HOME, [26], {}, [['node-cidr-mask-size-ipv4', '26']]],
  ['the IPv6 size of a cluster with IPv6 only', SIX, [72], {}, [['node-cidr-mask-size-ipv6', '72']]],
  ['nothing for the usual sizes of both families', BOTH, [24, 64], {}, []],
  ['of both families the one that is not usual', BOTH, [24, 72], {}, [['node-cidr-mask-size-ipv6', '72']]],
  ['the flag of the spec, which wins', HOME, [26], { 'node-cidr-mask-size-ipv4': '25' }, [['node-cidr-mask-size-ipv4', '25']]],
  ['the older flag of the spec alone', HOME, [26], { 'node-cidr-mask-size': '25' }, [['node-cidr-mask-size', '25']]],
])('the controller manager is told %s', (_, cluster, nodeCidrMaskSizes, controllerManager, expected) => {
  const { extraArgs } = clusterConfiguration(withArguments({ controllerManager }, withNetwork({ nodeCidrMaskSizes }, cluster))).controllerManager;
  expect(extraArgs).toStrictEqual(expected.map(([name, value]) => ({ name, value })));
});

test.each(['iptables', 'ipvs', 'nftables'] as const)('kube-proxy is installed in the mode %s', (kubeProxy) => {
  expect(clusterConfiguration(withNetwork({ kubeProxy })).proxy).toStrictEqual({ disabled: false });
});

test('kube-proxy is not installed where something else does its work', () => {
  expect(clusterConfiguration(withNetwork({ kubeProxy: 'none' })).proxy).toStrictEqual({ disabled: true });
});
