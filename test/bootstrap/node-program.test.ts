import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kubeadmDocuments } from '../../bootstrap/kubeadm/documents';
import { renderYaml } from '../../bootstrap/kubeadm/yaml';
import { nodeProgram } from '../../bootstrap/node-program';
import { PHASES } from '../../bootstrap/phases';
import { defineCluster } from '../../cluster/define';
import { quote } from '../../bootstrap/shell';
import { EXAMPLES, SOURCES, bash } from './bash';
import { HOME } from './home';

const dataOf = (yaml: string): unknown => parseAllDocuments(yaml, { schema: 'yaml-1.1' }).map((document) => document.toJS() as unknown);

describe('node.sh config', () => {
  test.each(EXAMPLES)('%s: prints for each machine what kubeadm must know of it', (_, cluster) => {
    const program = nodeProgram(cluster, SOURCES);
    for (const node of cluster.nodes) {
      const { code, stdout, stderr } = bash(program, ['config', '--node', node.name]);
      expect([code, stderr]).toEqual([0, '']);
      expect(dataOf(stdout)).toEqual(dataOf(renderYaml(kubeadmDocuments(cluster, node))));
    }
  });

  test('takes labels, taints and flags that mean something to bash and to YAML as they are', () => {
    const cluster = defineCluster({
      kubeadm: { extraArgs: { kubelet: { 'system-reserved': `a&b\\n'"$(id)` } } },
      nodes: [
        { name: 'cp', address: '192.168.0.11', role: 'control-plane', taints: [{ key: 'a', value: '1_000', effect: 'NoExecute' }] },
        { name: 'w', address: '192.168.0.12', labels: { 'example.com/a': '0o17' }, taints: [{ key: 'no', value: 'on', effect: 'NoSchedule' }] },
      ],
    });
    for (const node of cluster.nodes) {
      expect(dataOf(bash(nodeProgram(cluster, SOURCES), ['config', '--node', node.name]).stdout)).toEqual(dataOf(renderYaml(kubeadmDocuments(cluster, node))));
    }
  });

  test('does not know a machine that is not in the spec', () => {
    expect(bash(nodeProgram(HOME, SOURCES), ['config', '--node', 'desktop-9'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'node.sh: no node of cluster home is called desktop-9; cluster.yaml has the names; after a change there, synthesize again\n',
    });
  });
});

describe('wrong usage ends with exit code 2 and a sentence', () => {
  const program = nodeProgram(HOME, SOURCES);
  test.each([
    [
      ['dance'],
      'node.sh: "dance" is not a verb; choose one of: plan, preflight, prepare, init, invite, join, change, marks, mark, names, members, remove-member, step-down, boot, reboot, status, facts, disks, wipe-disk, forget-storage, reset, config, help, completion\n',
    ],
    [['prepair'], 'node.sh: "prepair" is not a verb; did you mean prepare?\n'],
    [['plan', 'now'], 'node.sh: "now" is one word too many; write node.sh plan [--node NODE]\n'],
    [['invite', 'a', 'b'], 'node.sh: "b" is one word too many; write node.sh invite NODE [--node NODE]\n'],
    [['invite'], 'node.sh: invite lacks NODE; write node.sh invite NODE [--node NODE]\n'],
    [['plan', '--node'], 'node.sh: --node has no value after it; write --node NODE\n'],
    [['plan', '--node='], 'node.sh: --node has no value after it; write --node NODE\n'],
    [['plan', '--node', 'a', '--node', 'b'], 'node.sh: --node is given twice, with "a" and "b"; give it once\n'],
    [['plan', '--fast'], 'node.sh: "--fast" is not an option; choose one of: --node, --serial, --help, --version\n'],
    [['plan', '--nodes=a'], 'node.sh: "--nodes" is not an option; did you mean --node?\n'],
    [['plan', '--serial', 'a'], 'node.sh: --serial is for wipe-disk, not for plan; leave it out\n'],
  ])('%j', (args, stderr) => {
    expect(bash(program, args)).toEqual({ code: 2, stdout: '', stderr });
  });

  test('no verb at all shows how it is used', () => {
    const { stdout } = bash(program, ['--help']);
    expect(stdout).toMatch(/^Usage: node\.sh VERB \[ARGUMENT\]… \[OPTION\]…\n/);
    expect(bash(program)).toEqual({ code: 2, stdout: '', stderr: stdout });
  });

  test('verbs that look into the machine need root', () => {
    expect(bash(`id() { printf 1000; }\n${program}`, ['plan', '--node', 'mini-1'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'node.sh: plan needs root; run it with sudo\n',
    });
  });
});

describe('a file that was cut off', () => {
  const program = nodeProgram(HOME, SOURCES);
  const folder = mkdtempSync(join(tmpdir(), 'cut-'));
  const calls = join(folder, 'calls');

  /** Every name that a cut function name may end in, and every program that the scripts call: each of them, if it were found, would write itself down. */
  function poison(): void {
    const names = new Set([...program.matchAll(/^([a-z]\w*)\(\)/gm)].flatMap(([, name = '']) => Array.from(name, (_, end) => name.slice(0, end + 1))));
    for (const name of [...names, 'systemctl', 'apt-get', 'rm', 'mv', 'cp', 'mkdir', 'cat', 'id', 'ip', 'uname', 'chmod']) {
      writeFileSync(join(folder, 'bin', name), `#!/bin/bash\nprintf '%s\\n' '${name}' >>'${calls}'\n`, { mode: 0o755 });
    }
  }

  beforeAll(() => {
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'root'));
    poison();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const env = { PATH: join(folder, 'bin'), CDK8S_METAL_ROOT: join(folder, 'root'), LC_ALL: 'C' };
  const runCut = (text: string) => bash(text, ['prepare', '--node', 'desktop-1'], env);
  const untouched = () => [...readdirSync(folder), ...readdirSync(join(folder, 'root'))];

  test('starts nothing and changes nothing, wherever it was cut', () => {
    /* Up to the piece that is cut the file is the same each time: one bash reads it piece by piece, and each cut is a child of it that reads a part more. */
    const pieces = program.split(/(?<=\n}\n)(?!END\n)/);
    const within = (piece: string): readonly number[] => [
      // Behind lines, and within names of functions.
      ...[...piece.matchAll(/\n/g)].map(({ index }) => index + 1).filter((end, line) => line % 3 === 0 && end < piece.length),
      ...[...piece.matchAll(/^[a-z]\w*_/gm)].map(({ index, 0: name }) => index + name.length - 1),
    ];
    const bytes = (text: string): number => Buffer.byteLength(text);
    const ends = pieces.slice(0, -1).map(within);
    const reader = [
      'pieces=() ends=()',
      ...pieces
        .slice(0, -1)
        .map((piece, index) => `pieces+=(${quote(piece)}) ends+=('${(ends[index] ?? []).map((end) => bytes(piece.slice(0, end))).join(' ')}')`),
      'for piece in "${!pieces[@]}"; do',
      '  for end in ${ends[piece]}; do (eval "${pieces[piece]:0:end}") >/dev/null 2>&1 </dev/null || :; done',
      '  eval "${pieces[piece]}"',
      'done',
      'builtin declare -F main',
    ].join('\n');
    expect(runCut(reader)).toEqual({ code: 0, stdout: 'main\n', stderr: '' });
    expect(untouched()).toEqual(['bin', 'root']);
    expect(ends.flat().length).toBeGreaterThan(1000);
  }, 60_000);

  test('starts nothing and changes nothing, cut as a file at 40 places and within its last words', () => {
    const offsets = [
      ...Array.from({ length: 40 }, (_, step) => Math.floor((program.length * (step + 0.5)) / 40)),
      ...Array.from({ length: 11 }, (_, back) => program.length - 2 - back),
    ];
    for (const offset of offsets) {
      runCut(program.slice(0, offset));
      expect([offset, ...untouched()]).toEqual([offset, 'bin', 'root']);
    }
  }, 60_000);

  test('would be noticed: the whole file calls the programs that a cut one must not reach', () => {
    runCut(program);
    expect(readFileSync(calls, 'utf8')).toMatch(/^id\n/);
  });
});

describe('the text of node.sh', () => {
  const program = nodeProgram(HOME, SOURCES);

  test('ends with the call of main, which occurs nowhere else', () => {
    expect(program.endsWith('\nmain "$@"\n')).toBe(true);
    expect(program.split('main "$@"')).toHaveLength(2);
  });

  test('has the phases in the order of the list', () => {
    const order = [...program.matchAll(/^# --- bootstrap\/phases\/(\w+)\.bash$/gm)].map(([, name]) => name);
    expect(order).toEqual(PHASES.map(({ name }) => name));
  });

  test('grows by two rows for each further machine: who it is, and what is kept free there', () => {
    const nodes = Array.from({ length: 50 }, (_, index) => ({ name: `w-${index + 10}`, address: `192.168.1.${index + 10}` }));
    const size = (count: number): number =>
      nodeProgram(
        defineCluster({
          network: { nodeCidr: '192.168.0.0/16' },
          nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }, ...nodes.slice(0, count)],
        }),
        SOURCES,
      ).length;
    expect((size(50) - size(1)) / 49).toBe(124);
  });

  test('a source that is missing is named', () => {
    expect(() => nodeProgram(HOME, new Map())).toThrow(
      'bootstrap/phases/preflight.bash is not among the sources; it belongs to the package, install that again',
    );
  });
});
