import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { kubeadmDocuments } from '../../bootstrap/kubeadm';
import { renderYaml } from '../../bootstrap/kubeadm/yaml';
import type { Cluster } from '../../cluster/cluster';
import { readCluster } from '../../cluster/define';

const root = resolve(__dirname, '../..');
const fixtures = join(root, 'test/fixtures/valid');
const specs = [join(root, 'cluster.yaml'), ...readdirSync(fixtures).map((name) => join(fixtures, name))];

const program = join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubeadm');
const describeWithKubeadm = (title: string, tests: () => void): void =>
  existsSync(program) ? describe(title, tests) : describe.skip(`${title} (skipped: set KUBEBUILDER_ASSETS to a folder with kubeadm)`, tests);

function clusterOf(file: string): Cluster {
  const { cluster, problems } = readCluster(readFileSync(file, 'utf8'));
  if (cluster === undefined) throw new Error(`${file} is refused: ${problems.map(({ problem }) => problem).join(', ')}`);
  return cluster;
}

/** Every machine of a cluster with the file that kubeadm reads there. */
const machines = (cluster: Cluster): readonly (readonly [string, string])[] => cluster.nodes.map((node) => [node.name, renderYaml(kubeadmDocuments(cluster, node))]);

const HOME = machines(clusterOf(join(root, 'cluster.yaml')));

function textOf(name: string): string {
  const text = HOME.find(([machine]) => machine === name)?.[1];
  if (text === undefined) throw new Error(`the home has no ${name}`);
  return text;
}

describeWithKubeadm('kubeadm', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubeadm-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What kubeadm says, warnings included: it writes them to standard error and does not fail. */
  function kubeadm(text: string, ...command: readonly string[]): { readonly code: number | null; readonly says: string } {
    const file = join(folder, 'kubeadm.yaml');
    writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync(program, [...command, '--config', file], { encoding: 'utf8' });
    return { code: status, says: stdout + stderr };
  }

  const validate = (text: string) => kubeadm(text, 'config', 'validate');

  describe.each(specs.map((file) => [basename(file, '.yaml'), file] as const))('takes, without a warning, what cluster %s tells', (_, file) => {
    test.each(machines(clusterOf(file)))('%s', (_name, text) => {
      expect(validate(text)).toStrictEqual({ code: 0, says: 'ok\n' });
    });
  });

  test.each<[string, string, string, string]>([
    ['an unknown field', 'clusterName: home', 'clusterNames: home', 'unknown field "clusterNames"'],
    ['a network that is none', 'podSubnet: "10.244.0.0/16"', 'podSubnet: "10.244.0.0/33"', 'couldn\'t parse subnet'],
    ['an address that is none', 'advertiseAddress: "192.168.0.11"', 'advertiseAddress: "192.168.0.311"', 'couldn\'t use "192.168.0.311" as "apiserver-advertise-address"'],
    ['a number where text belongs', '- ttl: "1m0s"', '- ttl: 1', 'cannot unmarshal number'],
  ])('refuses %s, so that the tests above can fail', (_, right, wrong, message) => {
    const text = textOf('desktop-1');
    expect(text).toContain(right);
    const { code, says } = validate(text.replace(right, wrong));
    expect({ code, says }).toStrictEqual({ code: 1, says: expect.stringContaining(message) as string });
  });

  test('warns of what it does not recommend, so that the tests above can fail', () => {
    const { code, says } = validate(textOf('desktop-1').replace('cgroupDriver: systemd', 'cgroupDriver: systemd\nhealthzPort: 1'));
    expect({ code, says }).toStrictEqual({ code: 0, says: expect.stringContaining('The recommended value for "healthzPort"') as string });
  });

  test('lists the images of the version that the spec pins', () => {
    const { code, says } = kubeadm(textOf('desktop-1'), 'config', 'images', 'list');
    expect({ code, api: says.split('\n')[0] }).toStrictEqual({ code: 0, api: 'registry.k8s.io/kube-apiserver:v1.36.4' });
  });
});
