import { completeNode } from '../../../cluster/complete/node';
import type { Problem } from '../../../cluster/values/problem';

const NODE = { name: 'a', address: '192.168.0.1' };

const completed = (more: object) => {
  const problems: Problem[] = [];
  const node = completeNode({ ...NODE, ...more }, 3, (problem) => problems.push(problem));
  return { node, reported: problems.map(({ path, value }) => `${path.join('.')} ${value ?? ''}`) };
};

test('a machine of name and address is an empty amd64 worker that stays', () => {
  expect(completed({}).node).toEqual({
    name: 'a',
    addresses: [expect.objectContaining({ family: 4, text: '192.168.0.1' })],
    role: 'worker',
    arch: 'amd64',
    memory: undefined,
    kernel: undefined,
    disks: [],
    temporary: false,
    labels: {},
    taints: [],
  });
});

test('a disk of a name alone is one unencrypted OSD of a class that Ceph finds out', () => {
  expect(completed({ disks: [{ device: '/dev/disk/by-id/x' }] }).node.disks).toEqual([
    { device: '/dev/disk/by-id/x', size: undefined, deviceClass: undefined, metadataDevice: undefined, encrypted: false, osdsPerDevice: 1 },
  ]);
});

test.each([
  ['an address', { address: 'x' }, ['nodes.3.address x']],
  ['a second address of one family', { address: '192.168.0.1,192.168.0.2' }, ['nodes.3.address 192.168.0.1,192.168.0.2']],
  ['memory', { memory: 'much' }, ['nodes.3.memory much']],
  ['a kernel', { kernel: 'new' }, ['nodes.3.kernel new']],
  ['the size of a disk', { disks: [{ device: 'x', size: '1TB' }] }, ['nodes.3.disks.0.size 1TB']],
])('%s that cannot be read is reported, and the rest is complete', (_, more, reported) => {
  expect(completed(more).reported).toEqual(reported);
  expect(completed(more).node.name).toBe('a');
});
