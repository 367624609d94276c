import { readCluster } from '../../../cluster/define';
import { formatProblem } from '../../../cluster/values/problem';

const first = (text: string): string | undefined => readCluster(text).problems.map((problem) => formatProblem(problem, 'c'))[0];

const NEEDS = 'give what belongs together the same indentation';

test.each([
  [
    'a field one blank too deep',
    'name: home\nnetwork:\n  podCidr: 10.244.0.0/16\n   serviceCidr: 10.96.0.0/12\n',
    `c:4:4  this line is indented by 3 spaces, and the lines above by 2; ${NEEDS}`,
  ],
  [
    'a field below a dash one blank short',
    'nodes:\n  - name: a\n   address: 192.168.0.1\n',
    `c:3:4  this line is indented by 3 spaces, and the lines above by 2 or 4; ${NEEDS}`,
  ],
  [
    'a field below a dash one blank too deep',
    'nodes:\n  - name: a\n     address: 192.168.0.1\n',
    `c:3:6  this line is indented by 5 spaces, and the lines above by 4; ${NEEDS}`,
  ],
  [
    'a dash one blank too deep',
    'nodes:\n  - name: a\n    address: 192.168.0.1\n   - name: b\n',
    `c:4:4  this line is indented by 3 spaces, and the lines above by 2 or 4; ${NEEDS}`,
  ],
  [
    'a dash one blank short',
    'nodes:\n  - name: a\n    address: 192.168.0.1\n - name: b\n',
    `c:4:2  this line is indented by 1 space, and the lines above by 0 or 2 or 4; ${NEEDS}`,
  ],
  ['a first line that is indented', ' name: home\nnodes: []\n', `c:2:1  this line is indented by 0 spaces, and the lines above by 1; ${NEEDS}`],
  ['a second line that is indented', 'name: home\n nodes: []\n', `c:2:2  this line is indented by 1 space, and the lines above by 0; ${NEEDS}`],
  [
    'behind a comment and a list in brackets',
    'a: [\n x, y\n]\n# note\nb:\n  c: 1\n d: 2\n',
    `c:7:2  this line is indented by 1 space, and the lines above by 0 or 2; ${NEEDS}`,
  ],
])('%s is found where it is', (_, text, line) => expect(first(text)).toBe(line));

test.each([
  ['a colon without a blank', 'name:home\nnodes: []\n', 'c:1:5  no blank follows this colon; write one, as in name: home'],
  ['a dash without a blank', 'nodes:\n  -name: a\n   address: b\n', 'c:2:3  no blank follows this dash; write one, as in - name: desktop-1'],
  ['no colon', 'name home\nnodes: []\n', 'c:1:1  this line has no colon; write the name of a field, a colon, a blank and the value'],
  ['a double quote', 'name: "home\nnodes: []\n', 'c:1:7  this " is not closed; write its "'],
  ['a single quote', "name: 'home\nnodes: []\n", "c:1:7  this ' is not closed; write its '"],
  ['a brace', 'nodes:\n  - { name: a, address: 1\n  - { name: b }\n', 'c:2:5  this { is not closed; write its }'],
  ['a bracket at the end', 'nodes: [{ name: a }\n', 'c:1:8  this [ is not closed; write its ]'],
  ['a brace closed by a bracket', 'network: { podCidr: x ]\nnodes: []\n', 'c:1:10  this { is not closed; write its }'],
  ['a bracket too many', 'nodes: [] ]\n', 'c:1:11  this ] closes nothing; remove it, or write the bracket that it closes'],
  ['a reserved character', 'name: @home\nnodes: []\n', 'c:1:7  this value begins with a character that YAML reserves; put the value in quotes'],
])('%s is told in plain words', (_, text, line) => expect(first(text)).toBe(line));
