import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Starts programs, on a machine that may be busy.
jest.setTimeout(60_000);

const scripts = resolve(__dirname, '../../scripts');

/** What the tiny app below does is told by its first argument. */
const APP = `
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const [, , behaviour] = process.argv;
if (behaviour === 'refuse') { console.error('cluster.yaml:1:1  no'); process.exit(2); }
if (behaviour === 'hang') { writeFileSync('hanging', ''); setTimeout(() => {}, 60_000); return; }
if (behaviour === 'warn') console.error('warning\\nnext');
rmSync(process.env.CDK8S_OUTDIR, { recursive: true, force: true });
mkdirSync(process.env.CDK8S_OUTDIR, { recursive: true });
writeFileSync(process.env.CDK8S_OUTDIR + '/new.k8s.yaml', 'new');
`;

/** Preloaded into every node process of a run: notes each try to reach a host, and lets none through. */
const SPY = `
const { appendFileSync } = require('node:fs');
const { Socket } = require('node:net');
Socket.prototype.connect = function () {
  appendFileSync(process.env.SPY_FILE, 'asked');
  return this.destroy(new Error('no network here'));
};
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-test-'));
  writeFileSync(join(folder, 'app.js'), APP);
  writeFileSync(join(folder, 'spy.js'), SPY);
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/old.k8s.yaml'), 'old');
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function cdk8s(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(scripts, 'cdk8s.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
  });
  return { status, stdout, stderr };
}

const files = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') || name.startsWith('.'))
    .sort();

test('a synth that succeeds puts the new output in the place of the old', () => {
  expect(cdk8s(['synth', '--app', 'node app.js'])).toEqual({ status: 0, stdout: 'Synthesizing application\n  - dist/new.k8s.yaml\n', stderr: '' });
  expect(files()).toEqual(['dist/new.k8s.yaml']);
});

test('what the app says comes below the list of what was written, so that what to do next is the last line', () => {
  const both = spawnSync('bash', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, join(scripts, 'cdk8s.js'), 'synth', '--app', 'node app.js warn'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  expect(both.stdout).toBe('Synthesizing application\n  - dist/new.k8s.yaml\nwarning\nnext\n');
});

test("a synth whose app refuses its input keeps the old output, and the app's words and exit code", () => {
  expect(cdk8s(['synth', '--app', 'node app.js refuse'])).toEqual({ status: 2, stdout: 'Synthesizing application\n', stderr: 'cluster.yaml:1:1  no\n' });
  expect(files()).toEqual(['dist/old.k8s.yaml']);
});

test("a synth with options of the CLI's own keeps all of that as well, and is the CLI's where the app succeeds", () => {
  const helm = ['--format', 'helm', '--chart-version', '1.0.0'];
  expect(cdk8s(['synth', '--app', 'node app.js refuse', ...helm])).toEqual({ status: 2, stdout: '', stderr: 'cluster.yaml:1:1  no\n' });
  expect(files()).toEqual(['dist/old.k8s.yaml']);
  expect(cdk8s(['synth', '--app', 'node app.js', ...helm])).toMatchObject({ status: 0, stderr: '' });
  expect(files()).toEqual(['dist/Chart.yaml', 'dist/templates/new.k8s.yaml']);
});

test('a synth to standard output leaves the old output alone', () => {
  expect(cdk8s(['synth', '--app', 'node app.js', '--stdout'])).toEqual({ status: 0, stdout: 'new', stderr: '' });
  expect(files()).toEqual(['dist/old.k8s.yaml']);
});

test.each([
  ['-o', ['-o', 'deep/out'], {}],
  ['-o without a space', ['-odeep/out'], {}],
  ['--output=', ['--output=deep/out'], {}],
  ['CDK8S_OUTPUT', [], { CDK8S_OUTPUT: 'deep/out' }],
])('the output may be named by %s', (_title, args, env) => {
  mkdirSync(join(folder, 'deep'));
  renameSync(join(folder, 'dist'), join(folder, 'deep/out'));
  expect(cdk8s(['synth', '--app', 'node app.js', ...args], env).stdout).toBe('Synthesizing application\n  - deep/out/new.k8s.yaml\n');
  expect(files()).toEqual(['deep/out/new.k8s.yaml']);
});

test('the output may be named by cdk8s.yaml', () => {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'app: node app.js\noutput: elsewhere # here\n');
  cdk8s(['synth']);
  expect(files()).toEqual(['cdk8s.yaml', 'dist/old.k8s.yaml', 'elsewhere/new.k8s.yaml']);
});

test.each(['SIGINT', 'SIGTERM'] as const)('a synth that is ended by %s keeps the old output', async (signal) => {
  const child = spawn(process.execPath, [join(scripts, 'cdk8s.js'), 'synth', '--app', 'node app.js hang'], { cwd: folder, detached: true, stdio: 'ignore' });
  while (!existsSync(join(folder, 'hanging'))) await new Promise((done) => setTimeout(done, 20));
  const exit = once(child, 'exit');
  // As a terminal does: to the CLI and to the app.
  process.kill(-(child.pid ?? Number.NaN), signal);
  await exit;
  expect(files()).toEqual(['dist/old.k8s.yaml']);
});

test('no start asks the network, unless it is told to look for an upgrade', () => {
  const env = { NODE_OPTIONS: `--require ${join(folder, 'spy.js')}`, SPY_FILE: join(folder, 'spied') };
  expect(cdk8s(['synth', '--app', 'node app.js'], env).status).toBe(0);
  expect(cdk8s(['synth', '--app', 'node app.js', '--stdout'], env).status).toBe(0);
  expect(existsSync(env.SPY_FILE)).toBe(false);
  // Proves that the spy sees what it should: with the look-up on, somebody is asked.
  cdk8s(['synth', '--app', 'node app.js', '--stdout'], { ...env, CDK8S_CHECK_UPGRADE: 'true' });
  expect(existsSync(env.SPY_FILE)).toBe(true);
});

test('commands other than synth reach the CLI as they are', () => {
  expect(cdk8s(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^2\.\d+\.\d+\n$/) });
});

test('npm ci links the command, and only where there is a link to replace', () => {
  const link = join(folder, 'node_modules/.bin/cdk8s');
  cpSync(join(scripts, 'prepare.js'), join(folder, 'scripts/prepare.js'));
  const run = (): number | null => spawnSync(process.execPath, ['scripts/prepare.js'], { cwd: folder }).status;
  expect([run(), existsSync(link)]).toEqual([0, false]);
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync('../cdk8s-cli/bin/cdk8s', link);
  expect([run(), readlinkSync(link)]).toEqual([0, '../../scripts/cdk8s.js']);
});

test('where lib/ is missing and the compiler is there, as in an install from git, prepare builds', () => {
  cpSync(join(scripts, 'prepare.js'), join(folder, 'scripts/prepare.js'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { build: 'mkdir lib && echo built' } }));
  const run = (): string => spawnSync(process.execPath, ['scripts/prepare.js'], { cwd: folder, encoding: 'utf8' }).stdout;
  expect(run()).toBe('');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/.bin/tsc'), '');
  expect([run(), run()]).toEqual(['built\n', '']);
});

test("the project's own app ends with what to do next, and the cluster.yaml that comes with it gives no warning", () => {
  const output = join(folder, 'dist');
  const own = (args: readonly string[]): Run => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/cdk8s.js', 'synth', ...args], {
      cwd: resolve(scripts, '..'),
      encoding: 'utf8',
      maxBuffer: Infinity,
    });
    return { status, stdout, stderr };
  };
  expect(own(['-o', output])).toEqual({
    status: 0,
    stdout: expect.stringContaining(`  - ${output}/0000-namespaces.k8s.yaml\n`),
    stderr: [
      `${output} is written. Next: ${output}/bootstrap/cluster.sh plan asks desktop-1 and 4 other machines over ssh what there is to do, and changes nothing;`,
      `then ${output}/bootstrap/cluster.sh up makes the cluster, and ${output}/bootstrap/cluster.sh apply brings the manifests.\n`,
    ].join('\n'),
  });
  expect(own(['--stdout'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^apiVersion/), stderr: expect.not.stringContaining('is written') });
});

test("the project's own app is refused in its own words, and keeps the old output", () => {
  writeFileSync(join(folder, 'cluster.yaml'), 'nodes: [{ name: a, address: 192.168.0.1, role: master }]\n');
  const { status, stderr } = spawnSync(process.execPath, ['scripts/cdk8s.js', 'synth', '-o', join(folder, 'dist')], {
    cwd: resolve(scripts, '..'),
    encoding: 'utf8',
    env: { ...process.env, CLUSTER: join(folder, 'cluster.yaml') },
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `${join(folder, 'cluster.yaml')}:1:48  nodes[0].role master is not one of control-plane, worker; did you mean control-plane?\n`,
  });
  expect(files()).toEqual(['cluster.yaml', 'dist/old.k8s.yaml']);
});
