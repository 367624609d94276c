import { readCluster } from '../../../cluster/define';
import { formatProblem } from '../../../cluster/values/problem';

const said = (text: string): readonly string[] => readCluster(text).problems.map((problem) => formatProblem(problem, 'c'));

test('one list that 999 machines share is read', () => {
  const disks = ['a', 'b', 'c', 'd'].map((name) => `      - { device: /dev/disk/by-path/${name}, size: 4T, deviceClass: hdd }`).join('\n');
  const nodes = Array.from(
    { length: 999 },
    (_, index) => `  - { name: s${index}, address: 172.16.${1 + Math.floor(index / 250)}.${1 + (index % 250)}, disks: *disks }`,
  );
  const { cluster, problems } = readCluster(
    `network: { nodeCidr: 172.16.0.0/12, podCidr: 10.0.0.0/9, serviceCidr: 10.200.0.0/16 }\nnodes:\n  - name: cp\n    address: 172.16.0.1\n    role: control-plane\n  - name: s\n    address: 172.16.0.2\n    disks: &disks\n${disks}\n${nodes.join('\n')}\n`,
  );
  expect(problems).toEqual([]);
  expect(cluster?.nodes.reduce((sum, node) => sum + node.disks.length, 0)).toBe(4000);
});

test.each([
  [
    'that refers to nothing',
    'name: *home\nnodes: []\n',
    'c:1:7  the alias *home refers to nothing; write &home before what it stands for, or write the value out',
  ],
  [
    'that comes before what it refers to',
    'name: *home\nx: &home y\n',
    'c:1:7  the alias *home refers to nothing; write &home before what it stands for, or write the value out',
  ],
  ['that refers to what it is in', 'nodes: &all\n  - { name: a, labels: *all }\n', 'c:2:24  the alias *all refers to what it is part of; write the value out'],
])('an alias %s is told with its place', (_, text, line) => expect(said(text)).toEqual([line]));

test.each([9, 60, 2_000])('aliases of aliases, %i times tenfold, are refused soon', (levels) => {
  const rows = Array.from(
    { length: levels },
    (_, level) => `a${level}: &a${level} [${Array.from({ length: 10 }, () => (level === 0 ? 'x' : `*a${level - 1}`)).join(', ')}]`,
  );
  const started = performance.now();
  expect(said(rows.join('\n'))).toEqual([expect.stringMatching(/^c:6:9 {2}the aliases in here unfold to more than 1000000 values; write out what is meant$/)]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
