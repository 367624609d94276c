import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { needConstants } from '../../../bootstrap/data/needs';
import { defineCluster, readCluster } from '../../../cluster/define';

test('a machine is told what is kept free on it, in MiB and in thousandths of a processor', () => {
  const { cluster } = readCluster(readFileSync(resolve(__dirname, '../../../cluster.yaml'), 'utf8'));
  expect(cluster && needConstants(cluster)['NEEDS']?.slice(0, 2)).toEqual([
    'desktop-1\t200\tthe machine itself 100, control plane 100\t650\tcontrol plane 650',
    'desktop-2\t3498\tthe machine itself 100, monitor 1124, OSD 2148, 2 samples 16, crash collector 60, exporter 50\t810\tmonitor 260, OSD 510, 2 samples 10, crash collector 10, exporter 20',
  ]);
});

test('what kubelets reserve counts, and what is not there has no part', () => {
  const cluster = defineCluster({
    kubeadm: { extraArgs: { kubelet: { 'system-reserved': 'cpu=500m,memory=1Gi', 'eviction-hard': 'nodefs.available<10%' } } },
    nodes: [
      { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
      { name: 'w', address: '192.168.0.12' },
    ],
  });
  expect(needConstants(cluster)['NEEDS']).toEqual([
    'cp\t1124\tthe machine itself 1024, control plane 100\t1150\tthe machine itself 500, control plane 650',
    'w\t1024\tthe machine itself 1024\t500\tthe machine itself 500',
  ]);
});
