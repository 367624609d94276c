import { nodeConstants } from '../../../bootstrap/data/nodes';
import type { Cluster } from '../../../cluster/model/cluster';
import { defineCluster } from '../../../cluster/define';

const nodeTable = (cluster: Cluster): readonly string[] => [nodeConstants(cluster)['NODES'] ?? []].flat();

const fast = '/dev/disk/by-id/nvme-fast';
const nodes = [
  { name: 'cp', address: '192.168.0.11', role: 'control-plane' as const },
  {
    name: 'w',
    address: '192.168.0.12',
    disks: [
      { device: '/dev/disk/by-id/ata-A', size: '10Gi', metadataDevice: fast },
      { device: '/dev/disk/by-id/ata-B', metadataDevice: fast },
    ],
  },
];

test('a row has the disks with their bytes, and once the one that holds the databases of both', () => {
  const rows = nodeTable(defineCluster({ storage: { rook: { allowUnsafeReplicas: true, replicas: 1 } }, nodes }));
  expect(rows.map((row) => row.split('\t')[6])).toEqual(['', `/dev/disk/by-id/ata-A=10737418240 /dev/disk/by-id/ata-B= ${fast}=`]);
});

test("without storage, the disks that machines declare are nobody's", () => {
  const rows = nodeTable(defineCluster({ storage: { none: {} }, nodes }));
  expect(rows.map((row) => row.split('\t')[6])).toEqual(['', '']);
});

test('a row has labels and taints as kubectl writes them, and a control plane its own taint', () => {
  const taints = [
    { key: 'dedicated', value: 'db', effect: 'NoSchedule' as const },
    { key: 'gpu', effect: 'NoExecute' as const },
  ];
  const rows = nodeTable(
    defineCluster({
      nodes: [
        { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
        { name: 'w', address: '192.168.0.12', labels: { tier: 'a', disk: 'ssd' }, taints },
      ],
    }),
  );
  expect(rows.map((row) => row.split('\t').slice(7))).toEqual([
    ['', 'node-role.kubernetes.io/control-plane:NoSchedule'],
    ['disk=ssd,tier=a', 'dedicated=db:NoSchedule,gpu:NoExecute'],
  ]);
});
