import { defineCluster, readCluster } from '../../../cluster/define';
import type { Placement } from '../../../workloads/places/placement';
import { clusterSpec, placementIn } from '../../../workloads/places/placement-in';
import { placementProblems } from '../../../workloads/places/placement-problems';

const home = clusterSpec({
  nodes: [
    { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'desktop-2', address: '192.168.0.12', labels: { room: 'attic', disk: 'nvme' } },
    { name: 'mini-1', address: '192.168.0.21', labels: { room: 'cellar' }, taints: [{ key: 'dedicated', value: 'media', effect: 'NoSchedule' }] },
    { name: 'mini-2', address: '192.168.0.22', taints: [{ key: 'temporary', effect: 'NoExecute' }] },
  ],
});

const { spreadAcross, keepTogether, keepApart, onNodesWith, tolerate } = placementIn(home);

describe('names that a node declares', () => {
  test.each<readonly [string, Placement]>([
    ['a label and its value', onNodesWith({ room: 'attic' })],
    ['several values of a label', onNodesWith({ room: ['attic', 'cellar'] })],
    ['several labels', onNodesWith({ room: 'attic', disk: 'nvme' }, { preferred: 50 })],
    ['a label that every node has', onNodesWith({ 'kubernetes.io/hostname': 'mini-1', 'kubernetes.io/arch': 'amd64' })],
    ['a domain', spreadAcross('room', { required: true })],
    ['no domain', spreadAcross()],
    ['a domain to be together in', keepTogether({ app: 'db' }, { over: 'room' })],
    ['a domain to be apart in', keepApart(undefined, { over: 'room', preferred: 10 })],
    ['a taint', tolerate({ key: 'dedicated' })],
    ['a taint with its value and effect', tolerate({ key: 'dedicated', value: 'media', effect: 'NoSchedule' })],
    ['a taint that pods may stay with for some time', tolerate({ key: 'temporary', effect: 'NoExecute', seconds: 60 })],
    ['the taint of control planes', tolerate({ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' })],
    ['a taint that Kubernetes sets', tolerate({ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', seconds: 30 })],
  ])('%s compiles and is fine', (_, placement) => {
    expect(placementProblems([placement])).toEqual([]);
  });
});

describe('a name that no node declares', () => {
  test.each<readonly [string, Placement, readonly string[]]>([
    // @ts-expect-error the label is called room
    ['label', onNodesWith({ rooom: 'attic' }), ['onNodesWith: label rooom is on no node; did you mean room?']],
    // @ts-expect-error it is the attic
    ['value of a label', onNodesWith({ room: 'atic' }), ['onNodesWith: label room=atic is on no node; did you mean attic?']],
    // @ts-expect-error one of the two is not there
    ['one of several values', onNodesWith({ room: ['attic', 'garage'] }), ['onNodesWith: label room=garage is on no node; known are attic, cellar']],
    // @ts-expect-error no node has that name
    ['node', onNodesWith({ 'kubernetes.io/hostname': 'mini-9' }), ['onNodesWith: label kubernetes.io/hostname=mini-9 is on no node; did you mean mini-1?']],
    // @ts-expect-error the label is called room
    ['domain', spreadAcross('rom'), ['spreadAcross: label rom is on no node; did you mean room?']],
    // @ts-expect-error the label is called room
    ['domain to be together in', keepTogether({ app: 'db' }, { over: 'rom' }), ['keepTogether: label rom is on no node; did you mean room?']],
    // @ts-expect-error the label is called room
    ['domain to be apart in', keepApart({ app: 'db' }, { over: 'rom' }), ['keepApart: label rom is on no node; did you mean room?']],
    // @ts-expect-error the taint is called dedicated
    ['taint', tolerate({ key: 'dedicatd' }), ['tolerate: taint dedicatd is on no node; did you mean dedicated?']],
    // @ts-expect-error it is dedicated to media
    ['value of a taint', tolerate({ key: 'dedicated', value: 'medi' }), ['tolerate: taint dedicated=medi is on no node; did you mean media?']],
    [
      'value of another taint',
      // @ts-expect-error temporary has no value
      tolerate({ key: 'temporary', value: 'media' }),
      ['tolerate: taint temporary=media is on no node; declare it in the spec of a node'],
    ],
    [
      'effect of a taint',
      // @ts-expect-error it is NoSchedule
      tolerate({ key: 'dedicated', effect: 'NoExecute' }),
      ['tolerate: taint dedicated:NoExecute is on no node; known are NoSchedule'],
    ],
    [
      'time with a taint that sends no pod away',
      // @ts-expect-error NoSchedule does nothing to pods that run
      tolerate({ key: 'dedicated', effect: 'NoSchedule', seconds: 60 }),
      ['tolerate: seconds 60 mean nothing with NoSchedule, which sends no pod away; leave them out'],
    ],
  ])('%s does not compile, and is refused at synth where nobody compiles', (_, placement, problems) => {
    expect(placementProblems([placement])).toEqual(problems);
  });
});

describe('labels and taints of the control plane', () => {
  const one = { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' } as const;
  const two = { name: 'desktop-2', address: '192.168.0.12' } as const;
  const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' } as const;
  const refused = ['tolerate: taint node-role.kubernetes.io/control-plane is on no node; known are'];
  const problems = (placement: Placement) => placementProblems([placement]).map((problem) => problem.replace(/ node\..*/, ''));

  test('the taint is there beside workers, and where the spec says so', () => {
    expect(problems(placementIn({ nodes: [one, two] }).tolerate(taint))).toEqual([]);
    expect(problems(placementIn({ controlPlane: { schedulable: false }, nodes: [one] }).tolerate(taint))).toEqual([]);
    expect(problems(placementIn(defineCluster({ nodes: [one, two] })).tolerate(taint))).toEqual([]);
  });

  test('the taint is on no node where control planes take workloads: said so, or without a worker', () => {
    // @ts-expect-error no node has the taint
    expect(problems(placementIn({ controlPlane: { schedulable: true }, nodes: [one, two] }).tolerate(taint))).toEqual(refused);
    // @ts-expect-error no node has the taint
    expect(problems(placementIn({ controlPlane: { endpoint: { vip: '192.168.0.10' } }, nodes: [one] }).tolerate(taint))).toEqual(refused);
    const cluster = defineCluster({ controlPlane: { schedulable: true }, nodes: [one, two] });
    expect(problems(placementIn(cluster).tolerate(taint))).toEqual(refused);
  });

  test('the taint is there all the same where a node declares it itself', () => {
    const declared = { ...one, taints: [taint] } as const;
    expect(problems(placementIn({ controlPlane: { schedulable: true }, nodes: [declared, two] }).tolerate(taint))).toEqual([]);
  });

  test('the label is there where a node has the role, whether or not it takes workloads', () => {
    const label = { 'node-role.kubernetes.io/control-plane': '' } as const;
    expect(problems(placementIn({ nodes: [one] }).onNodesWith(label))).toEqual([]);
    // @ts-expect-error there is no control plane
    expect(problems(placementIn({ nodes: [two] }).onNodesWith(label))).toHaveLength(1);
  });

  test('an architecture is that of a node', () => {
    const { onNodesWith: on } = placementIn({ nodes: [one, { ...two, arch: 'arm64' }] });
    expect(problems(on({ 'kubernetes.io/arch': ['amd64', 'arm64'] }))).toEqual([]);
    // @ts-expect-error all are amd64
    expect(problems(placementIn({ nodes: [one, two] }).onNodesWith({ 'kubernetes.io/arch': 'arm64' }))).toHaveLength(1);
  });
});

describe('a cluster whose names the compiler does not know', () => {
  const yaml = 'nodes:\n- { name: desktop-1, address: 192.168.0.11, role: control-plane, labels: { room: attic } }\n';
  const { cluster } = readCluster(yaml);
  if (cluster === undefined) throw new Error('the example is refused');
  const place = placementIn(cluster);

  test('takes any text, and has it checked at synth', () => {
    expect(placementProblems([place.onNodesWith({ room: 'attic' }), place.onNodesWith({ floor: '2' }), place.tolerate({ key: 'gpu' })])).toEqual([
      'onNodesWith: label floor is on no node; known are kubernetes.io/arch, kubernetes.io/hostname, kubernetes.io/os, node-role.kubernetes.io/control-plane, room',
      'tolerate: taint gpu is on no node; known are node.kubernetes.io/disk-pressure, node.kubernetes.io/memory-pressure, node.kubernetes.io/network-unavailable, node.kubernetes.io/not-ready, node.kubernetes.io/out-of-service, node.kubernetes.io/pid-pressure, node.kubernetes.io/unreachable, node.kubernetes.io/unschedulable',
    ]);
  });

  test('is made of a spec that keeps its names as of any other', () => {
    expect(defineCluster(home).nodes.map(({ name }) => name)).toEqual(['desktop-1', 'desktop-2', 'mini-1', 'mini-2']);
  });
});

test('a spec that is written where it is used keeps its names too, and so does one as const', () => {
  const spec = { nodes: [{ name: 'a', labels: { room: 'attic' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }] }] } as const;
  const inline = placementIn({ nodes: [{ name: 'a', labels: { room: 'attic' } }] });
  expect(placementProblems([placementIn(spec).onNodesWith({ room: 'attic' }), placementIn(spec).tolerate({ key: 'gpu' })])).toEqual([]);
  // @ts-expect-error the label is called room
  expect(placementProblems([placementIn(spec).spreadAcross('rom')])).toHaveLength(1);
  // @ts-expect-error it is the attic
  expect(placementProblems([inline.onNodesWith({ room: 'cellar' })])).toHaveLength(1);
});

test('labels that no node has together are refused as a demand, and are fine as a wish', () => {
  const labels = { room: 'cellar', disk: 'nvme' } as const;
  expect(placementProblems([onNodesWith(labels)])).toEqual([
    'onNodesWith: no node has room=cellar and disk=nvme together, so that pods would stay Pending; ask for less, or give a weight with preferred',
  ]);
  expect(placementProblems([onNodesWith(labels, { preferred: 1 })])).toEqual([]);
});

test.each<readonly [Placement, string]>([
  [onNodesWith({ room: 'attic' }, { preferred: 0 }), 'onNodesWith: preferred 0 is out of bounds; give a whole number, from 1 to 100'],
  [keepApart(undefined, { preferred: 101 }), 'keepApart: preferred 101 is out of bounds; give a whole number, from 1 to 100'],
  [spreadAcross('room', { maxSkew: 0 }), 'spreadAcross: maxSkew 0 is out of bounds; give a whole number, at least 1'],
  [tolerate({ key: 'temporary', seconds: -1 }), 'tolerate: seconds -1 is out of bounds; give a whole number, at least 0'],
])('%j is out of bounds', (placement, problem) => {
  expect(placementProblems([placement])).toEqual([problem]);
});
