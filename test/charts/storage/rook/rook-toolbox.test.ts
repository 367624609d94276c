import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RookToolbox } from '../../../../charts/storage/rook/rook-toolbox';
import { TOOLBOX_SCRIPT } from '../../../../charts/storage/rook/toolbox-script';
import { type KubernetesObject, only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const toolbox = (version?: string) => rendered((app) => new RookToolbox(app, 'toolbox', version === undefined ? {} : { version }));

const named = (one: unknown, other: unknown): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

/** In which order volumes stand means nothing. */
const inOrder = (object: KubernetesObject): KubernetesObject =>
  JSON.parse(
    JSON.stringify(object, (key, value: unknown) => (Array.isArray(value) && /^volume/.test(key) ? value.map(sorted).sort(named) : value)),
  ) as KubernetesObject;

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;

describe('the toolbox', () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/toolbox.yaml',
    ours: toolbox(),
    normal: inOrder,
    except: {
      'has the version that the cluster has, and not whatever is newest of its series': (object) =>
        replaced(object, '"quay.io/ceph/ceph:v20"', '"quay.io/ceph/ceph:v20.2.4"'),
      'has a script of its own': (object) =>
        JSON.parse(JSON.stringify(object, (key, value: unknown) => (key === 'command' ? ['/bin/bash', '-c', TOOLBOX_SCRIPT] : value))) as typeof object,
      'changes nothing of what Rook tells it': (object) =>
        replaced(object, '"name":"mon-endpoint-volume","mountPath":"/etc/rook"', '"name":"mon-endpoint-volume","mountPath":"/etc/rook","readOnly":true'),
    },
  });

  test('takes its version for the image', () => {
    expect(JSON.stringify(only(toolbox('v9.9.9'), 'Deployment'))).toContain('"image":"quay.io/ceph/ceph:v9.9.9"');
  });
});

describe('the script of the toolbox', () => {
  let root: string;
  const at = (file: string) => path.join(root, file);
  const read = (file: string) => readFileSync(at(file), 'utf8');
  /** The script with the folders of the test in the place of a pod's, and in less of a hurry. */
  const script = () => TOOLBOX_SCRIPT.replaceAll(/(?<=[ '])(?=\/(etc|var)\/)/g, root).replace('sleep 10', 'sleep 0.1');

  const tell = (monitors: string, key: string) => {
    writeFileSync(at('etc/rook/mon-endpoints'), monitors);
    writeFileSync(at('var/lib/rook-ceph-mon/secret.keyring'), key);
  };

  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 200 && !holds(); tries += 1) await setTimeout(50);
  };

  const has = (file: string, text: string) => () => readdirSync(at('etc/ceph')).includes(file) && read(`etc/ceph/${file}`).includes(text);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'toolbox-'));
    for (const folder of ['etc/ceph', 'etc/rook', 'etc/rook-config-override', 'var/lib/rook-ceph-mon']) mkdirSync(at(folder), { recursive: true });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test('writes what ceph reads, and writes it again when a monitor has moved and the key was renewed', async () => {
    tell('a=10.96.0.1:6789,b=10.96.0.2:6789', 'first==');
    const bash = spawn('bash', ['-c', script()], { env: { ...process.env, ROOK_CEPH_USERNAME: 'client.admin' }, stdio: 'inherit' });
    const left = new Promise<number | null>((resolve) => bash.on('exit', resolve));
    await until(has('keyring', 'first=='));
    expect(read('etc/ceph/keyring')).toBe('[client.admin]\nkey = first==\n');
    expect(read('etc/ceph/ceph.conf')).toBe(`[global]\nmon_host = 10.96.0.1:6789,10.96.0.2:6789\n\n[client.admin]\nkeyring = ${root}/etc/ceph/keyring\n\n\n`);
    expect(statSync(at('etc/ceph/keyring')).mode & 0o777).toBe(0o600);

    writeFileSync(at('etc/rook-config-override/config'), '[global]\nosd_pool_default_size = 1\n');
    tell('b=10.96.0.2:6789,external-d_1=[fd00::4]:3300', 'second==');
    await until(() => has('keyring', 'second==')() && has('ceph.conf', 'fd00')());
    expect(read('etc/ceph/keyring')).toBe('[client.admin]\nkey = second==\n');
    expect(read('etc/ceph/ceph.conf')).toContain('mon_host = 10.96.0.2:6789,[fd00::4]:3300\n');
    expect(read('etc/ceph/ceph.conf')).toMatch(/\n\n\[global\]\nosd_pool_default_size = 1\n$/);

    bash.kill('SIGTERM');
    expect(await left).toBe(0);
    expect(readdirSync(at('etc/ceph')).sort()).toEqual(['ceph.conf', 'keyring']);
  });

  test('ends, so that it is seen, where Rook has told it nothing', () => {
    const { status, stderr } = spawnSync('bash', ['-c', script()], { encoding: 'utf8', env: { ...process.env, ROOK_CEPH_USERNAME: 'client.admin' } });
    expect(status).not.toBe(0);
    expect(stderr).toContain('mon-endpoints');
  });

  const shellcheck = (...args: readonly string[]) => spawnSync('shellcheck', args, { input: TOOLBOX_SCRIPT, encoding: 'utf8' });
  const testIfHere = shellcheck('--version').status === 0 ? test : test.skip;

  testIfHere('has nothing that shellcheck knows better (skipped where it is missing: apt-get install shellcheck)', () => {
    // What the pod's environment says, it cannot know.
    expect(shellcheck('--shell=bash', '--exclude=SC2154', '-')).toMatchObject({ status: 0, stdout: '' });
  });
});
