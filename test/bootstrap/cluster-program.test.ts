import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterProgram } from '../../bootstrap/cluster-program';
import { program } from '../../bootstrap/program';
import { stagesOf } from '../../charts/order';
import { defineCluster } from '../../cluster/define';
import type { Cluster } from '../../cluster/model/cluster';
import { planLines } from '../../plan/plan-lines';
import { VALID_SPECS, clusterOf } from '../cluster/specs';
import { HOME, TOWER } from './home';

const bootstrap = join(__dirname, '../../bootstrap');

const sources: ReadonlyMap<string, string> = new Map(
  readdirSync(bootstrap, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bash'))
    .map((path) => [`bootstrap/${path}`, readFileSync(join(bootstrap, path), 'utf8')]),
);

const exampleClusters = VALID_SPECS.map((file) => [file, clusterOf(file)] as const);

const textOf = (cluster: Cluster): string => clusterProgram(cluster, sources, stagesOf(cluster), planLines(cluster));

describe('cluster.sh', () => {
  test('holds each of its files exactly once', () => {
    const parts = [...textOf(HOME).matchAll(/^# --- (bootstrap\/.*\.bash)$/gm)].map(([, path]) => path ?? '');
    expect(parts.filter((path) => path.startsWith('bootstrap/cluster/'))).toEqual(
      [...sources.keys()].filter((path) => path.startsWith('bootstrap/cluster/')).sort(),
    );
    expect(new Set(parts).size).toBe(parts.length);
  });

  test.each(exampleClusters)('%s: bash can read it', (_, cluster) => {
    expect(spawnSync('bash', ['-n'], { input: textOf(cluster), encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('has a check and an apply for each step of up', () => {
    const text = textOf(HOME);
    const steps = (/^readonly UP_STEPS=\((.*)\)$/m.exec(text)?.[1] ?? '').split(' ');
    expect(steps).toContain('prepare');
    expect(steps.flatMap((step) => [`${step}_check`, `${step}_apply`]).filter((name) => !text.includes(`\n${name}() {`))).toEqual([]);
  });

  test('ends with its only call', () => {
    const lines = textOf(HOME).trimEnd().split('\n');
    expect(lines.at(-1)).toBe('main "$@"');
    expect(lines.filter((line) => line.startsWith('main'))).toEqual(['main() { # <argument…>', 'main "$@"']);
  });

  test('grows by one row for a machine', () => {
    const nodes = (count: number) => [
      { name: 'cp', address: '172.16.0.1', role: 'control-plane' as const },
      ...Array.from({ length: count }, (_, index) => ({ name: `worker-${index + 100}`, address: `172.16.1.${index + 100}` })),
    ];
    const network = { nodeCidr: '172.16.0.0/12', podCidr: '10.128.0.0/10', serviceCidr: '10.96.0.0/12' };
    const [few, many] = [10, 110].map((count) => clusterProgram(defineCluster({ network, nodes: nodes(count) }), sources, [], []));
    expect((many ?? '').length - (few ?? '').length).toBe(100 * "  'worker-100\tworker\t172.16.1.100'\n".length);
  });

  test.each([
    ['the address of the control plane behind a name', HOME, 'https://192.168.0.11:6443'],
    ['the address that moves between control planes', TOWER, 'https://192.168.0.10:8443'],
    [
      'a load balancer by its name',
      defineCluster({
        controlPlane: { endpoint: { loadBalancer: 'lb.example:443' } },
        nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }],
      }),
      'https://lb.example:443',
    ],
    [
      'an IPv6 address in brackets',
      defineCluster({
        network: { nodeCidr: 'fd00:0:0:1::/64', podCidr: 'fd00:10:244::/56', serviceCidr: 'fd00:10:96::/112', cni: { calico: { encapsulation: 'VXLAN' } } },
        nodes: [{ name: 'cp', address: 'fd00:0:0:1::11', role: 'control-plane' }],
      }),
      'https://[fd00:0:0:1::11]:6443',
    ],
  ])('leads the desk to %s', (_, cluster, server) => expect(textOf(cluster)).toContain(`readonly API_SERVER='${server}'\n`));

  test('hands on what the spec says of ssh, as text', () => {
    const cluster = defineCluster({
      ssh: { user: 'admin', port: 2222, key: "~/.ssh/it's mine", config: '~/.ssh/home.conf' },
      nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }],
    });
    expect(textOf(cluster)).toContain(
      "readonly SSH_USER='admin'\nreadonly SSH_PORT='2222'\nreadonly SSH_KEY='~/.ssh/it'\\''s mine'\nreadonly SSH_CONFIG='~/.ssh/home.conf'\n",
    );
  });
});

test('cluster.sh is told what storage there is, and what its plan says of it', () => {
  const nodes = ['cp', 'a', 'b', 'c'].map((name, index) => ({
    name,
    address: `192.168.0.1${index}`,
    ...(index === 0 ? { role: 'control-plane' as const } : { disks: [{ device: `/dev/disk/by-id/ata-${name}` }] }),
  }));
  const told = (toolbox: boolean): string => clusterProgram(defineCluster({ storage: { rook: { toolbox } }, nodes }), sources, [], ["it's 3 TB", 'and more']);
  expect(told(true)).toContain("readonly STORAGE='rook'\nreadonly PLAN_LINES=(\n  'it'\\''s 3 TB'\n  'and more'\n)\n");
  expect(told(true)).toContain("readonly TOOLBOX_WANTED='yes'\n");
  expect(told(false)).toContain("readonly TOOLBOX_WANTED='no'\n");
  expect(clusterProgram(HOME, sources, [], [])).toContain("readonly STORAGE='none'\nreadonly PLAN_LINES=()\n");
});

test('plan of cluster.sh says again what synth has warned of', () => {
  const spec = {
    sources: { registries: { 'docker.io': 'http://192.168.0.5:5000' } },
    nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' as const }],
  };
  expect(clusterProgram(defineCluster(spec), sources, [], [])).toContain(
    'readonly SPEC_WARNINGS=(\n  \'warning: sources.registries["docker.io"] http://192.168.0.5:5000 is not encrypted',
  );
  expect(clusterProgram(HOME, sources, [], [])).toContain('readonly SPEC_WARNINGS=()\n');
});

test('a program without one of its files, or without a place for them, is not written', () => {
  expect(() => program(new Map([['main.bash', '# --- parts\n']]), 'main.bash', [], ['lib.bash'])).toThrow(
    'lib.bash is not among the sources; it belongs to the package, install that again',
  );
  expect(() => program(new Map([['main.bash', 'echo\n']]), 'main.bash', [], [])).toThrow('main.bash must have one line # --- parts; put it after its head');
});
