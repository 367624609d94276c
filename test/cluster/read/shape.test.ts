import { isRecord, meantChoice, nameOfType } from '../../../cluster/read/shape';
import { checkStructure } from '../../../cluster/read/structure';
import { formatProblem } from '../../../cluster/values/problem';

test.each([
  [null, 'empty'],
  [[], 'a list'],
  [{}, 'a group of fields'],
  ['x', 'text'],
  [1, 'a number'],
  [true, 'a boolean'],
])('%j is %s', (value, name) => expect(nameOfType(value)).toBe(name));

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ['x', false],
])('%j has fields: %s', (value, expected) => expect(isRecord(value)).toBe(expected));

test.each([
  ['master', ['control-plane', 'worker'], 'control-plane'],
  ['Node', ['control-plane', 'worker'], 'worker'],
  ['workr', ['control-plane', 'worker'], 'worker'],
  ['x86_64', ['amd64', 'arm64'], 'amd64'],
  ['aarch64', ['amd64', 'arm64'], 'arm64'],
  ['x86_64', ['control-plane', 'worker'], undefined],
  ['nas', ['control-plane', 'worker'], undefined],
])('who writes %s of %j means %s', (value, options, meant) => expect(meantChoice(value, options)).toBe(meant));

test.each([
  ['a missing field', { nodes: [{ name: 'a' }] }, /^nodes\[0\]\.address is missing; add it: Static address of the machine/],
  ['a number for text', { kubernetes: 1.36, nodes: [] }, /^kubernetes 1\.36 is a number; write text such as 1\.36\.4, in quotes if it still looks like one$/],
  ['a number out of range', { ssh: { port: 0 }, nodes: [] }, /^ssh\.port 0 is out of range; choose a number from 1 to 65535$/],
  [
    'a pinned version',
    { versions: { rook: 'v1.21.0' }, nodes: [] },
    /^versions\.rook is not a field; remove it: this release of cdk8s-metal installs rook v\d/,
  ],
  ['a name that is near', { nme: 'x', nodes: [] }, /^nme is not a field; did you mean name\?$/],
  ['a group without fields', { network: { cni: { kubeRouter: { a: 1 } } }, nodes: [] }, /^network\.cni\.kubeRouter\.a is not a field; remove it$/],
  ['an empty value', { name: null, nodes: [] }, /^name is empty; write text such as /],
])('%s is told', (_, value, line) => {
  const structure = checkStructure(value);
  expect(('specs' in structure ? structure.problems : structure).map((problem) => formatProblem(problem))).toEqual([expect.stringMatching(line)]);
});
