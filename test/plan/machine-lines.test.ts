import { defineCluster } from '../../cluster/define';
import { machineLines } from '../../plan/machine-lines';

const nodes = [
  { name: 'cp', address: '192.168.0.11', role: 'control-plane' as const, memory: '4Gi' },
  ...['a', 'b', 'c'].map((name, index) => ({
    name,
    address: `192.168.0.2${index}`,
    memory: '16Gi',
    disks: [{ device: `/dev/disk/by-id/ata-${name}` }],
  })),
];

test('machines alike share a line that has the sum, what the machine has, and what the sum consists of', () => {
  expect(machineLines(defineCluster({ nodes }))).toEqual([
    'Machines: what is kept free for what comes with the cluster, whatever else runs',
    '  cp: 650m of CPU and 200Mi of 4Gi (the machine itself 100Mi, control plane 650m 100Mi)',
    '  a, b, c: 800m of CPU and 5530Mi of 16Gi (the machine itself 100Mi, monitor 260m 1124Mi, OSD 510m 4196Mi, crash collector 10m 60Mi, exporter 20m 50Mi)',
    '  wherever there is room: 2 CoreDNS pods 200m 140Mi, CSI operator 10m 64Mi, 2 managers 560m 1304Mi, 2 metadata servers 520m 2248Mi',
    "  nothing is kept free for what needs memory as well: kube-proxy, Calico, Rook's operator, the CSI drivers, the snapshot controller, the toolbox",
  ]);
});

test('of many machines alike some are named', () => {
  const workers = Array.from({ length: 9 }, (_, index) => ({ name: `w${index}`, address: `192.168.0.2${index}` }));
  const lines = machineLines(defineCluster({ network: { cni: { none: {} }, kubeProxy: 'none' }, nodes: [...nodes.slice(0, 1), ...workers] }));
  expect(lines.slice(2)).toEqual([
    '  w0, w1, w2, w3 and 5 more: 0m of CPU and 100Mi (the machine itself 100Mi)',
    '  wherever there is room: 2 CoreDNS pods 200m 140Mi',
  ]);
});
