import { kernelConstants } from '../../../bootstrap/data/kernel';
import type { Cluster } from '../../../cluster/model/cluster';
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

test('containers and networks need two modules, what kube-proxy does with it more, and volumes of Ceph theirs', () => {
  expect(kernelModules(HOME)).toEqual(['overlay', 'br_netfilter']);
  expect(kernelModules(withNetwork({ kubeProxy: 'none' }))).toEqual(['overlay', 'br_netfilter']);
  expect(kernelModules(withNetwork({ kubeProxy: 'nftables' }))).toEqual(['overlay', 'br_netfilter', 'nf_tables']);
  expect(kernelModules(withNetwork({ kubeProxy: 'ipvs' }))).toEqual(['overlay', 'br_netfilter', 'ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh']);
  expect(kernelModules(STORAGE)).toEqual(['overlay', 'br_netfilter', 'rbd', 'ceph']);
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
