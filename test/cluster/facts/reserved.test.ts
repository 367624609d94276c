import { defineCluster } from '../../../cluster/define';
import { reservedOn } from '../../../cluster/facts/reserved';

const MIB = 2n ** 20n;

test.each([
  ['nothing: what the kubelet keeps by itself', {}, 0, 100n],
  ['both lists', { 'kube-reserved': 'cpu=100m,memory=200Mi', 'system-reserved': 'memory=1Gi,ephemeral-storage=1Gi,cpu=1' }, 1100, 1324n],
  ['its own limit for evictions', { 'eviction-hard': 'nodefs.available<5%,memory.available<500Mi' }, 0, 500n],
  ['a share', { 'eviction-hard': 'memory.available<5%' }, 0, 512n],
  ['limits without one of memory', { 'eviction-hard': 'nodefs.available<5%' }, 0, 0n],
  ['what cannot be read', { 'kube-reserved': 'cpu,memory=lots' }, 0, 100n],
])('a kubelet is told %s', (_, kubelet, cpu, mebibytes) => {
  const cluster = defineCluster({ kubeadm: { extraArgs: { kubelet } }, nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }] });
  expect(reservedOn(10n * 1024n * MIB, cluster)).toEqual({ cpu, memory: mebibytes * MIB });
});
