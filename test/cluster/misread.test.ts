import { readCluster } from '../../cluster/define';
import { formatProblem } from '../../cluster/values/problem';

/* Values and layouts that were misread, or hid what else is wrong: each with what is right. Durations are in units.test.ts and test/bootstrap/data/kubeadm.test.ts,
 * lists that aliases unfold in read/aliases.test.ts, paths of keys in test/bootstrap/cluster/connection.bats, texts that are not YAML in read/first-words.test.ts. */

const said = (text: string): readonly string[] => readCluster(text).problems.map((problem) => formatProblem(problem, 'c'));

const node = (index: number, role: string): string => `  - { name: m${index}, address: 192.168.0.1${index}, role: ${role} }\n`;

const CHOICES = 'is not one of control-plane, worker;';

test('role: nas does not count as a control plane in other rules, nor as a worker', () => {
  expect(said(`nodes:\n${node(1, 'nas')}`)).toEqual([`c:2:46  nodes[0].role nas ${CHOICES} choose one of them`]);
  expect(said(`nodes:\n${node(1, 'control-plane')}${node(2, 'nas')}`)).toEqual([`c:3:46  nodes[1].role nas ${CHOICES} choose one of them`]);
});

test('a role that was meant to be a control plane counts as one', () => {
  expect(said(`nodes:\n${node(1, 'control-plane')}${node(2, 'master')}`)).toEqual([
    expect.stringContaining(' and there are 2 control planes; '),
    expect.stringContaining(' has 2 control planes, which survive the loss of 0, as 1 would; '),
    `c:3:46  nodes[1].role master ${CHOICES} did you mean control-plane?`,
  ]);
});

test('a key written twice hides no other mistake', () => {
  expect(said(`name: home\nname: attic\nsize: 1\nnodes:\n${node(1, 'control-plane')}  - { name: b, address: 192.168.0.11, memory: 16GB }\n`)).toEqual([
    'c:2:1  this field is written twice; keep one of the two',
    expect.stringMatching(/^c:3:1 {2}size is not a field; /),
    'c:6:25  nodes[1].address 192.168.0.11 is already used by nodes[0] (m1); give each machine its own address',
    'c:6:47  nodes[1].memory 16GB is not an amount of bytes; write 16Gi',
  ]);
});
