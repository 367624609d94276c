import { checkStructure } from '../../../cluster/read/structure';
import { formatProblem } from '../../../cluster/values/problem';

const read = (value: unknown) => {
  const structure = checkStructure(value);
  return 'specs' in structure ? structure : { specs: [], problems: structure, unquoted: [] };
};

const said = (value: unknown): readonly string[] => read(value).problems.map((problem) => formatProblem(problem));

test.each([
  [undefined, 'the spec is empty; begin with nodes: and your machines'],
  [null, 'the spec is empty; begin with nodes: and your machines'],
  [[], 'the spec is a list; write fields, such as name: home'],
  ['home', 'the spec is text; write fields, such as name: home'],
  [7, 'the spec is a number; write fields, such as name: home'],
])('%j is not a spec', (value, line) => expect(said(value)).toEqual([line]));

const NODE = { name: 'a', address: '192.168.0.1' };

test('a good value is handed on as it is', () => {
  const value = { nodes: [NODE] };
  expect(read(value)).toEqual({ specs: [value], problems: [], unquoted: [] });
});

test('an unknown field is dropped', () => expect(read({ nodes: [{ ...NODE, rack: 1 }] }).specs).toEqual([{ nodes: [NODE] }]));

test.each([
  ['a choice that was meant', { ...NODE, role: 'master' }, ['control-plane']],
  ['a choice that was not', { ...NODE, role: 'nas' }, ['control-plane', 'worker']],
  ['yes or no', { ...NODE, temporary: 'perhaps' }, [false, true]],
])('%s is replaced by what may have been meant', (_, node, options) => {
  const field = Object.keys(node).at(-1) ?? '';
  expect(read({ nodes: [node] }).specs.map(({ nodes: [one] }) => new Map(Object.entries(one ?? {})).get(field))).toEqual(options);
});

test('a list is replaced by none and by one with an item, a number by what was meant or by its bounds', () => {
  expect(read({ nodes: [{ ...NODE, disks: 'all' }] }).specs.map(({ nodes: [one] }) => one?.disks)).toEqual([[], [{ device: '' }]]);
  expect(read({ nodes: [NODE], ssh: { port: '2222' } }).specs.map(({ ssh }) => ssh?.port)).toEqual([2222]);
  expect(read({ nodes: [NODE], ssh: { port: 'x' } }).specs.map(({ ssh }) => ssh?.port)).toEqual([1, 65_535]);
});

test('a number in the place of text is that text, as it stands in the file', () => {
  const value = { nodes: [NODE], kubernetes: 1.3 };
  expect(checkStructure(value, ([name]) => (name === 'kubernetes' ? '1.30' : undefined))).toMatchObject({
    specs: [{ kubernetes: '1.30' }],
    problems: [],
    unquoted: [{ path: ['kubernetes'], value: '1.30', problem: 'is a number', repair: 'write "1.30", in quotes' }],
  });
});

test('the value that was handed over stays as it was', () => {
  const value = { nodes: [{ ...NODE, role: 'nas', rack: 1 }] };
  const before = structuredClone(value);
  read(value);
  expect(value).toEqual(before);
});
