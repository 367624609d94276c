import { kernelConstants } from '../../../bootstrap/data/kernel';
import type { Calico, Cluster, Cni } from '../../../cluster/model/cluster';
import { defineCluster } from '../../../cluster/define';
import { BOTH, HOME, SIX, withNetwork } from '../home';

const kernelModules = (cluster: Cluster) => kernelConstants(cluster)['MODULES'];
const kernelSettings = (cluster: Cluster): readonly string[] => [kernelConstants(cluster)['KERNEL_SETTINGS'] ?? []].flat();

const STORAGE = defineCluster({
  storage: { rook: { allowUnsafeReplicas: true } },
  nodes: [
    { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
    { name: 'w', address: '192.168.0.12', disks: [{ device: '/dev/disk/by-id/ata-A' }] },
  ],
});

const NONE = withNetwork({ cni: { kind: 'none' } });

test('containers and networks need two modules, what kube-proxy does with it more, and volumes of Ceph theirs', () => {
  expect(kernelModules(NONE)).toEqual(['overlay', 'br_netfilter']);
  expect(kernelModules(withNetwork({ kubeProxy: 'none' }, NONE))).toEqual(['overlay', 'br_netfilter']);
  expect(kernelModules(withNetwork({ kubeProxy: 'nftables' }, NONE))).toEqual(['overlay', 'br_netfilter', 'nf_tables']);
  expect(kernelModules(withNetwork({ kubeProxy: 'ipvs' }, NONE))).toEqual(['overlay', 'br_netfilter', 'ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh']);
  expect(kernelModules(STORAGE)).toEqual(['overlay', 'br_netfilter', 'vxlan', 'ip_set', 'xt_set', 'rbd', 'ceph']);
});

const calico = (encapsulation: Calico['encapsulation'], dataplane: Calico['dataplane']): Calico => ({
  kind: 'calico',
  encapsulation,
  dataplane,
  bgp: 'Enabled',
  mtu: undefined,
  blockSizes: [26],
  wireguard: false,
  whisker: false,
});

test.each<readonly [cni: Cni, modules: readonly string[]]>([
  [calico('VXLANCrossSubnet', 'Iptables'), ['vxlan', 'ip_set', 'xt_set']],
  [{ ...calico('VXLAN', 'BPF'), wireguard: true }, ['vxlan', 'wireguard']],
  [calico('IPIPCrossSubnet', 'Iptables'), ['ipip', 'ip_set', 'xt_set']],
  [calico('IPIP', 'Nftables'), ['ipip', 'nf_tables']],
  [calico('None', 'BPF'), []],
  [{ kind: 'flannel', backend: 'vxlan' }, ['vxlan']],
  [{ kind: 'flannel', backend: 'host-gw' }, []],
  [{ kind: 'kubeRouter' }, ['ipip', 'ip_set', 'xt_set']],
])('the network plugin %j needs %j, once', (cni, modules) => {
  expect(kernelModules(withNetwork({ cni }))).toEqual(['overlay', 'br_netfilter', ...modules]);
  expect(kernelModules(withNetwork({ cni, kubeProxy: 'nftables' }))).toEqual([...new Set(['overlay', 'br_netfilter', 'nf_tables', ...modules])]);
});

test('the kernel forwards, lets the bridge ask the firewall, and has limits that hold', () => {
  expect(kernelSettings(HOME)).toEqual([
    'net.ipv4.ip_forward = 1',
    'net.bridge.bridge-nf-call-iptables = 1',
    'net.bridge.bridge-nf-call-ip6tables = 1',
    'fs.inotify.max_user_instances >= 8192',
    'fs.inotify.max_user_watches >= 524288',
  ]);
});

test('each family of the pods is forwarded, and many disks share a larger limit', () => {
  expect(kernelSettings(BOTH).slice(0, 2)).toEqual(['net.ipv4.ip_forward = 1', 'net.ipv6.conf.all.forwarding = 1']);
  expect(kernelSettings(SIX)[0]).toBe('net.ipv6.conf.all.forwarding = 1');
  expect(kernelSettings(STORAGE).at(-1)).toBe('fs.aio-max-nr >= 1048576');
});
