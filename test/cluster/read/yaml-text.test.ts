import { readCluster } from '../../../cluster/define';
import { formatProblem } from '../../../cluster/values/problem';

const said = (text: string): readonly string[] => readCluster(text).problems.map((problem) => formatProblem(problem, 'cluster.yaml'));

/** Generous for a slow machine, and far below what an unbounded reader takes. */
const BOUND = 5_000;

const machines = (count: number): string =>
  [
    'network: { nodeCidr: 172.16.0.0/12, podCidr: 10.0.0.0/9, serviceCidr: 10.200.0.0/16 }',
    'nodes:',
    '  - { name: first, address: 172.16.0.1, role: control-plane }',
  ]
    .concat(
      Array.from(
        { length: count - 1 },
        (_, index) =>
          `  - { name: node-${index}, address: 172.${16 + Math.floor(index / 60_000)}.${1 + (Math.floor(index / 250) % 240)}.${1 + (index % 250)} }`,
      ),
    )
    .join('\n');

describe('A text that is no cluster gets one line, soon', () => {
  const deep = 'x'.repeat(2_000_000);
  test.each<readonly [string, string, string]>([
    [
      'megabytes of one word',
      'x'.repeat(5_000_000),
      'cluster.yaml:1:1  the text has 5000000 characters, more than the 4194304 that are read; keep only the cluster in it',
    ],
    [
      'a megabyte of opening brackets',
      '['.repeat(1_000_000),
      'cluster.yaml:1:1  the text is nested deeper than 50 levels; look for brackets that are not closed, and for indentation that grows',
    ],
    [
      'a megabyte of dashes on one line',
      '- '.repeat(500_000),
      'cluster.yaml:1:1  the text is nested deeper than 50 levels; look for brackets that are not closed, and for indentation that grows',
    ],
    ['a zero byte', 'name: a\u0000b', 'cluster.yaml:1:1  the text holds a zero byte; write it as UTF-8 text'],
    [
      'two megabytes in the place of an amount',
      `nodes: [{ name: a, address: 192.168.0.1, role: control-plane, memory: "${' '.repeat(2_000_000)}x" }]`,
      `cluster.yaml:1:71  nodes[0].memory "${' '.repeat(120)}…" is not an amount of bytes; write a number and a unit, such as 16Gi`,
    ],
    [
      'two megabytes without a comma',
      `nodes: [{ name: ${deep} b: c }]`,
      'cluster.yaml:1:2000018  no comma separates this from what is before it; write a comma between them',
    ],
    ['two megabytes of another alphabet', `name: ${'\u0430'.repeat(2_000_000)}`, 'cluster.yaml:1:1  nodes is missing; add it: The machines'],
    ['two megabytes of text in one field', `name: ${deep}`, `cluster.yaml:1:1  nodes is missing; add it: The machines`],
  ])('%s', (_, text, line) => {
    const started = performance.now();
    expect(said(text)[0]).toBe(line);
    expect(performance.now() - started).toBeLessThan(BOUND);
  });

  test('indentation that goes ever deeper', () => {
    const text = Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    const started = performance.now();
    expect(said(text)).toEqual([
      'cluster.yaml:1:1  the text is nested deeper than 50 levels; look for brackets that are not closed, and for indentation that grows',
    ]);
    expect(performance.now() - started).toBeLessThan(BOUND);
  });
});

test('5,000 machines are read', () => {
  const { cluster, problems } = readCluster(machines(5_000));
  expect(problems).toEqual([]);
  expect(cluster?.nodes).toHaveLength(5_000);
});

test('an alias stands for what it names, and problems in it are placed', () => {
  expect(
    said(
      'nodes:\n  - { name: a, address: 192.168.0.1, role: control-plane, labels: &labels { room: attic } }\n  - { name: b, address: 192.168.0.2, labels: *labels }\n',
    ),
  ).toEqual([]);
  expect(
    said(
      'nodes:\n  - { name: a, address: 192.168.0.1, role: control-plane, labels: &labels { room: at tic } }\n  - { name: b, address: 192.168.0.2, labels: *labels }\n',
    ),
  ).toEqual([
    'cluster.yaml:2:83  nodes[0].labels.room "at tic" is not a label value; use at most 63 letters, digits, dashes, dots and underscores',
    'cluster.yaml:3:38  nodes[1].labels.room "at tic" is not a label value; use at most 63 letters, digits, dashes, dots and underscores',
  ]);
});

test('what a terminal would obey is shown, not sent', () => {
  expect(said('nodes: [{ name: "\\e[31mred", address: 192.168.0.1, role: control-plane }]')).toEqual([
    'cluster.yaml:1:17  nodes[0].name "\\u001b[31mred" is not an RFC 1123 host name; use lower-case letters, digits and dashes, at most 63 between dots, and begin and end with a letter or digit',
  ]);
});
