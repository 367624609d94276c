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
  ['a number for text', { name: 7, nodes: [] }, /^name 7 is a number; write "7", in quotes$/],
  ['yes or no for text', { name: true, nodes: [] }, /^name true is a boolean; write "true", in quotes$/],
  ['text for a number', { ssh: { port: '2222' }, nodes: [] }, /^ssh\.port 2222 is text; write 2222, without quotes$/],
  ['no number', { ssh: { port: 'ssh' }, nodes: [] }, /^ssh\.port ssh is text; write a whole number from 1 to 65535$/],
  ['half a number', { ssh: { port: 1.5 }, nodes: [] }, /^ssh\.port 1\.5 is a number; write a whole number from 1 to 65535$/],
  ['a word for yes', { samples: 'yes', nodes: [] }, /^samples yes is text; write true$/],
  ['yes in quotes', { samples: 'true', nodes: [] }, /^samples true is text; write true, without quotes$/],
  [
    'one text for a list',
    { controlPlane: { certSANs: 'api.example.org' }, nodes: [] },
    /^controlPlane\.certSANs api\.example\.org is text; write a list: \[api\.example\.org\]$/,
  ],
  ['a number for a choice', { network: { kubeProxy: 1 }, nodes: [] }, /^network\.kubeProxy 1 is a number; choose one of iptables, ipvs, nftables, none$/],
  ['nothing for a choice', { network: { kubeProxy: null }, nodes: [] }, /^network\.kubeProxy is empty; choose one of iptables, ipvs, nftables, none$/],
  ['a number out of range', { ssh: { port: 0 }, nodes: [] }, /^ssh\.port 0 is out of range; choose a number from 1 to 65535$/],
  [
    'a pinned version',
    { versions: { rook: 'v1.21.0' }, nodes: [] },
    /^versions\.rook is not a field; remove it: this release of cdk8s-metal installs rook v\d/,
  ],
  ["a name with two letters in each other's places", { nodse: 'x', nodes: [] }, /^nodse is not a field; did you mean nodes\?$/],
  [
    'a name and its value with no blank between',
    { nodes: [], 'name:home': null },
    /^\["name:home"\] is not a field; write a blank after the colon: name: home$/,
  ],
  ['a name and its value with an equals sign', { nodes: [], 'name=home': null }, /^\["name=home"\] is not a field; write a colon and a blank: name: home$/],
  ['a field of a group beside it', { nodes: [], podCidr: 'x' }, /^podCidr is not a field; indent it below network, whose field it is$/],
  ['a field of the items of a list beside it', { nodes: [], disks: [] }, /^disks is not a field; indent it below nodes, whose field it is$/],
  ['a name that is near', { nme: 'x', nodes: [] }, /^nme is not a field; did you mean name\?$/],
  ['a group without fields', { network: { cni: { kubeRouter: { a: 1 } } }, nodes: [] }, /^network\.cni\.kubeRouter\.a is not a field; remove it$/],
  ['an empty value', { name: null, nodes: [] }, /^name is empty; write text such as /],
])('%s is told', (_, value, line) => {
  const structure = checkStructure(value);
  const problems = 'specs' in structure ? [...structure.problems, ...structure.unquoted] : structure;
  expect(problems.map((problem) => formatProblem(problem))).toEqual([expect.stringMatching(line)]);
});
