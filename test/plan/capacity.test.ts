import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCluster } from '../../cluster/define';
import type { Cluster } from '../../cluster/model/cluster';
import type { Protection } from '../../cluster/model/storage';
import { bytesInWords } from '../../plan/bytes';
import { capacityOf } from '../../plan/capacity';
import { lossesOf } from '../../plan/failures';
import { roomOf } from '../../plan/room';
import { storageLines } from '../../plan/storage-lines';

const root = join(__dirname, '../..');

const clusterOf = (file: string, change = (text: string): string => text): Cluster => {
  const { cluster } = readCluster(change(readFileSync(join(root, file), 'utf8')));
  if (cluster === undefined) throw new Error(`${file} is no good cluster`);
  return cluster;
};

const MIXED = 'test/fixtures/valid/storage-mixed-classes.yaml';

const copies = (size: number): Protection => ({ kind: 'replicated', size });
const chunks = (dataChunks: number, codingChunks: number): Protection => ({ kind: 'erasureCoded', dataChunks, codingChunks });

// Worked out by hand: each machine holds at most one copy, so none is filled beyond the share of one copy.
test.each([
  ['four alike, three copies: a third of all', [300n, 300n, 300n, 300n], copies(3), 400n],
  ['three alike, three copies: what one holds', [300n, 300n, 300n], copies(3), 300n],
  ['as many as copies: the smallest is full first', [400n, 200n, 100n], copies(3), 100n],
  ['one large among four: the other three share two copies', [900n, 100n, 100n, 100n], copies(3), 150n],
  ['two large among four: the other two share one copy', [900n, 800n, 100n, 100n], copies(3), 200n],
  ['a large one that is not yet too large', [300n, 300n, 600n], copies(2), 600n],
  ['a single copy: all of it', [300n, 100n], copies(1), 400n],
  ['fewer machines than copies: nothing', [300n, 300n], copies(3), 0n],
  ['six alike, 4+2: two thirds of all', [300n, 300n, 300n, 300n, 300n, 300n], chunks(4, 2), 1200n],
  ['nine of two sizes, 4+2', [16n, 16n, 16n, 16n, 16n, 8n, 8n, 8n, 8n], chunks(4, 2), 72n],
  ['no machine: nothing', [], copies(1), 0n],
])('%s', (_, machines, protection, usable) => {
  expect(roomOf(machines, protection)).toEqual({ raw: machines.reduce((a, b) => a + b, 0n), usable, nearFull: (usable * 85n) / 100n });
});

test.each([
  [copies(1), 1, ['lost']],
  [copies(2), 2, ['degraded', 'lost']],
  [copies(2), 3, ['restored', 'lost']],
  [copies(3), 3, ['degraded', 'stops', 'lost']],
  [copies(3), 4, ['restored', 'stops', 'lost']],
  [copies(4), 6, ['restored', 'restored', 'stops', 'lost']],
  [copies(5), 6, ['restored', 'degraded', 'stops', 'stops', 'lost']],
  [chunks(2, 1), 4, ['restored', 'lost']],
  [chunks(4, 2), 6, ['degraded', 'stops', 'lost']],
  [chunks(4, 3), 9, ['restored', 'restored', 'stops', 'lost']],
])('%j on %i machines, one more of them gone each time: %j', (protection, hosts, outcomes) => {
  expect(lossesOf(protection, hosts).map(({ outcome }) => outcome)).toEqual(outcomes);
  expect(lossesOf(protection, hosts).map(({ machines }) => machines)).toEqual(outcomes.map((_, index) => index + 1));
});

test.each([
  [0n, '0 B'],
  [999n, '999 B'],
  [1000n, '1 kB'],
  [1_339_999_999_999n, '1.33 TB'],
  [63_466_666_666_666n, '63.4 TB'],
  [850_000_000_000n, '850 GB'],
  [5_000_000_000_000_000_000_000n, '5000 EB'],
])('%s bytes are %s', (bytes, words) => expect(bytesInWords(bytes)).toBe(words));

test('the home of the default spec holds a third of four disks, and a quarter less without the temporary machine', () => {
  const room = { raw: 4_000_000_000_000n, usable: 1_333_333_333_333n, nearFull: 1_133_333_333_333n };
  const less = { raw: 3_000_000_000_000n, usable: 1_000_000_000_000n, nearFull: 850_000_000_000n };
  expect(capacityOf(clusterOf('cluster.yaml'))).toMatchObject({
    disks: 4,
    hosts: 4,
    raw: 4_000_000_000_000n,
    monitors: { count: 3, survives: 1 },
    pools: [
      { kind: 'block', name: 'replicapool', hosts: 4, unsized: 0, room, afterLoss: less, temporary: ['mini-2'], withoutTemporary: less },
      { kind: 'filesystem', name: 'cephfs', room },
    ],
  });
});

test('a pool that asks for a class has the disks that declare it, and no others', () => {
  const pools = capacityOf(clusterOf(MIXED))?.pools ?? [];
  // 4 machines of 2 × 2 TB; 4 of 8 TB and 5 of 2 × 8 TB, in 6 chunks of which 4 are data.
  expect(pools.map(({ name, hosts, room, afterLoss }) => [name, hosts, room?.raw, room?.usable, afterLoss?.usable])).toEqual([
    ['fast', 4, 16_000_000_000_000n, 5_333_333_333_333n, 4_000_000_000_000n],
    ['bulk', 9, 112_000_000_000_000n, 74_666_666_666_664n, 64_000_000_000_000n],
    ['cephfs', 4, 16_000_000_000_000n, 5_333_333_333_333n, 4_000_000_000_000n],
    ['buckets', 9, 112_000_000_000_000n, 74_666_666_666_664n, 64_000_000_000_000n],
  ]);
});

test('the plan of the default spec reads', () => {
  expect(storageLines(clusterOf('cluster.yaml'))).toEqual([
    'Storage: 4 disks in 4 machines, 4 TB in all; 3 monitors, of which 1 may be gone',
    '  replicapool (volumes), cephfs (shared files): 3 copies',
    '    room for 1.33 TB, Ceph warns from 1.13 TB',
    '    when the largest machine is gone: room for 1 TB, Ceph warns from 850 GB',
    '    without mini-2: room for 1 TB, Ceph warns from 850 GB',
    '    1 machine gone: goes on, and what is missing is made again on the others',
    '    2 machines gone at once: nothing is lost, and what has too little left waits until more of it is back',
    '    3 machines gone at once: what only they had is lost',
    '  Pools share the disks that they are on: what one takes, the others lack.',
  ]);
});

test('the plan of two classes of disks reads', () => {
  expect(storageLines(clusterOf(MIXED))).toEqual([
    'Storage: 22 disks in 9 machines, 128 TB in all; 5 monitors, of which 2 may be gone',
    '  fast (volumes), cephfs (shared files): 3 copies on nvme',
    '    room for 5.33 TB, Ceph warns from 4.53 TB',
    '    when the largest machine is gone: room for 4 TB, Ceph warns from 3.4 TB',
    '    1 machine gone: goes on, and what is missing is made again on the others',
    '    2 machines gone at once: nothing is lost, and what has too little left waits until more of it is back',
    '    3 machines gone at once: what only they had is lost',
    '  bulk (volumes), buckets (objects): 4 chunks of data and 2 to restore them on hdd',
    '    room for 74.6 TB, Ceph warns from 63.4 TB',
    '    when the largest machine is gone: room for 64 TB, Ceph warns from 54.4 TB',
    '    without bulk5: room for 64 TB, Ceph warns from 54.4 TB',
    '    1 machine gone: goes on, and what is missing is made again on the others',
    '    2 machines gone at once: nothing is lost, and what has too little left waits until more of it is back',
    '    3 machines gone at once: what only they had is lost',
    '  Pools share the disks that they are on: what one takes, the others lack.',
  ]);
});

test('a single copy on a single machine has nothing to restore from', () => {
  const only = (text: string): string => text.replace('    objectStore: {}\n', '    filesystem: { enabled: false }\n');
  expect(storageLines(clusterOf('test/fixtures/valid/storage-one-disk.yaml', only))).toEqual([
    'Storage: 1 disk in 1 machine, 256 GB in all; 1 monitor, and everything waits while it is gone',
    '  replicapool (volumes): a single copy',
    '    room for 256 GB, Ceph warns from 217 GB',
    '    1 machine gone: what only it had is lost',
  ]);
});

test('disks without a size leave open what fits, not what survives', () => {
  expect(storageLines(clusterOf('cluster.yaml', (text) => text.replace(', size: 1T', '').replace('replicas: 3', 'replicas: 4'))).slice(0, 7)).toEqual([
    'Storage: 4 disks in 4 machines, not all of known size; 3 monitors, of which 1 may be gone',
    '  replicapool (volumes), cephfs (shared files): 4 copies',
    '    how much fits is not known: 1 disk without a size in the spec',
    '    1 to 2 machines gone at once: goes on, and what is missing stays so until a machine is back',
    '    3 machines gone at once: nothing is lost, and what has too little left waits until more of it is back',
    '    4 machines gone at once: what only they had is lost',
    '  Pools share the disks that they are on: what one takes, the others lack.',
  ]);
});

test('where as many machines have disks as there are copies, the plan says that nothing can be restored', () => {
  expect(storageLines(clusterOf('cluster.yaml', (text) => text.replace('replicas: 3', 'replicas: 4'))).slice(2, 5)).toEqual([
    '    room for 1 TB, Ceph warns from 850 GB',
    '    when the largest machine is gone: too few machines are left to restore everything',
    '    without mini-2: too few machines are left',
  ]);
});

test('without storage there is nothing to say', () => {
  expect(storageLines(clusterOf('test/fixtures/valid/minimal.yaml'))).toEqual([]);
});
