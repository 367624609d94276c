import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { command } from '../../cli/command';

const root = resolve(__dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'command-'));
const dist = join(home, 'dist');
const spec = join(home, 'cluster.yaml');
const GOOD = 'storage: { none: {} }\nnodes:\n  - { name: one, address: 192.168.0.11, role: control-plane }\n';

beforeEach(() => {
  rmSync(dist, { recursive: true, force: true });
  writeFileSync(spec, GOOD);
});

afterAll(() => rmSync(home, { recursive: true }));

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(args: string, env: Readonly<Record<string, string>> = {}): Told {
  const [out, err]: string[][] = [[], []];
  const code = command(args === '' ? [] : args.split(' '), '1.2.3', {
    env,
    print: (line) => out?.push(line),
    say: (line) => err?.push(line),
  });
  return { code, out: out?.join('\n') ?? '', err: err?.join('\n') ?? '' };
}

const USAGE = `usage: cdk8s-metal VERB [OPTIONS]

  synth      writes the manifests of a cluster and both bootstrap programs; a spec that is refused leaves the old ones
  help VERB  says what a verb takes
  --version  says which version this is`;

const USAGE_OF_SYNTH = `usage: cdk8s-metal synth [OPTIONS]

synth writes the manifests of a cluster and both bootstrap programs; a spec that is refused leaves the old ones.

  -c, --cluster FILE  the file that describes the cluster; default: $CLUSTER, else cluster.yaml
  -o, --output DIR    the folder that is replaced; default: $CDK8S_OUTDIR, else dist`;

/** What one machine gets said. */
const NEXT = `${dist} is written. Next: ${dist}/bootstrap/cluster.sh plan asks one over ssh what there is to do, and changes nothing;
then ${dist}/bootstrap/cluster.sh up makes the cluster, and ${dist}/bootstrap/cluster.sh apply brings the manifests.`;

test.each(['--help', '-h', 'help'])('%s says which verbs there are', (args) => {
  expect(run(args)).toEqual({ code: 0, out: USAGE, err: '' });
});

test.each(['help synth', 'synth --help', 'synth -o there -h'])('%s says what the verb takes, and does nothing', (args) => {
  expect(run(args)).toEqual({ code: 0, out: USAGE_OF_SYNTH, err: '' });
});

test('--version says the version', () => {
  expect(run('--version')).toEqual({ code: 0, out: '1.2.3', err: '' });
});

test.each([
  ['', USAGE],
  ['sinth', 'sinth is not a verb of cdk8s-metal; did you mean synth?'],
  ['help sinth', 'sinth is not a verb of cdk8s-metal; did you mean synth?'],
  ['frobnicate', 'frobnicate is not a verb of cdk8s-metal; there are synth, help'],
  ['synth --ouput there', 'synth has no option --ouput; did you mean --output?'],
  ['synth --ouput=there', 'synth has no option --ouput; did you mean --output?'],
  ['synth -x', 'synth has no option -x; there are --cluster, --output'],
  ['synth --output', '--output needs a value; write --output DIR'],
  ['synth --output=', '--output needs a value; write --output DIR'],
  ['synth cluster.yaml', 'synth takes no argument such as cluster.yaml; usage: cdk8s-metal synth [OPTIONS]'],
])('"%s" is refused', (args, err) => {
  expect(run(args)).toEqual({ code: 2, out: '', err });
});

test.each([
  ['options', () => run(`synth --cluster ${spec} --output ${dist}`)],
  ['short options', () => run(`synth -c ${spec} -o${dist}`)],
  ['the environment', () => run('synth', { CLUSTER: spec, CDK8S_OUTDIR: dist })],
  ['options before the environment', () => run(`synth -c ${spec} -o ${dist}`, { CLUSTER: '/nowhere', CDK8S_OUTDIR: '/nowhere' })],
])('synth writes manifests and programs where %s say', (_title, synth) => {
  expect(synth()).toEqual({ code: 0, out: NEXT, err: '' });
  expect(readdirSync(dist).sort()).toEqual(['0000-namespaces.k8s.yaml', '0100-calico-operator.k8s.yaml', '0110-calico.k8s.yaml', 'bootstrap']);
  for (const program of ['node.sh', 'cluster.sh']) expect(statSync(join(dist, 'bootstrap', program)).mode & 0o777).toBe(0o755);
});

test('synth writes the same bytes as the app of the project', () => {
  expect(run(`synth -c ${join(root, 'cluster.yaml')} -o ${dist}`).code).toBe(0);
  const files = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).sort();
  expect(readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()).toEqual(files);
  for (const file of files.filter((name) => statSync(join(root, 'dist', name)).isFile())) {
    expect(readFileSync(join(dist, file), 'utf8')).toBe(readFileSync(join(root, 'dist', file), 'utf8'));
  }
});

test('a spec that is refused leaves the old output, and says all that is wrong', () => {
  run(`synth -c ${spec} -o ${dist}`);
  const old = readdirSync(dist);
  writeFileSync(spec, GOOD.replace('control-plane', 'master').replace('192.168.0.11', '300.1.1.1'));
  expect(run(`synth -c ${spec} -o ${dist}`)).toEqual({
    code: 2,
    out: '',
    err: [
      `${spec}:3:27  nodes[0].address 300.1.1.1 is not an address; write an IPv4 address such as 192.168.0.11, or an IPv6 address such as fd00::11`,
      `${spec}:3:44  nodes[0].role master is not one of control-plane, worker; did you mean control-plane?`,
    ].join('\n'),
  });
  expect(readdirSync(dist)).toEqual(old);
});

test('a warning is said, and all is written', () => {
  writeFileSync(spec, GOOD.replace('nodes:', 'network: { loadBalancerAddresses: [192.168.0.200-192.168.0.210] }\nnodes:'));
  expect(run(`synth -c ${spec} -o ${dist}`)).toEqual({ code: 0, out: NEXT, err: expect.stringMatching(/^\S+:2:35 {2}warning: [^\n]*$/) });
});

test('a file that cannot be read is refused', () => {
  expect(run(`synth -c ${home}/nowhere.yaml`)).toEqual({
    code: 2,
    out: '',
    err: `${home}/nowhere.yaml  does not exist; name the file of your cluster, as in CLUSTER=cluster.yaml`,
  });
});

test('a folder that synth did not write is not replaced', () => {
  expect(run(`synth -c ${spec} -o ${home}`)).toEqual({
    code: 1,
    out: '',
    err: `${home} holds cluster.yaml that synth did not write, and replacing the folder would remove it; name another folder, or move it`,
  });
  expect(readdirSync(home)).toEqual(['cluster.yaml']);
});
