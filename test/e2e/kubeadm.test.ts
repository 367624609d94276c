import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeadmDocuments } from '../../bootstrap/kubeadm/documents';
import { renderYaml } from '../../bootstrap/kubeadm/yaml';
import { VALID_SPECS, clusterOf } from '../cluster/specs';
import { type Verdict, describeWithKubeadm, kubeadm, verdict } from './kubeadm-program';

const home = 'cluster.yaml';
const specs = [home, ...VALID_SPECS];

/** Every machine of a cluster with the text that kubeadm reads there. */
function machines(file: string): readonly (readonly [string, string])[] {
  const cluster = clusterOf(file);
  return cluster.nodes.map((node) => [node.name, renderYaml(kubeadmDocuments(cluster, node))]);
}

describeWithKubeadm('kubeadm', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubeadm-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(text: string, ...command: readonly string[]): Verdict {
    const file = join(folder, 'kubeadm.yaml');
    writeFileSync(file, text);
    return kubeadm([...command, '--config', file]);
  }

  describe.each(specs)('takes, without a warning, the documents of %s', (file) => {
    test.each(machines(file))('%s', (_name, text) => {
      expect(run(text, 'config', 'validate')).toStrictEqual({ code: 0, says: 'ok\n' });
    });
  });

  const init = machines(home)[0]?.[1] ?? '';

  test.each<[string, string, string, Verdict]>([
    ['refuses an unknown field', 'clusterName: home', 'clusterNames: home', verdict(1, 'unknown field "clusterNames"')],
    ['refuses a network that is none', 'podSubnet: "10.244.0.0/16"', 'podSubnet: "10.244.0.0/33"', verdict(1, "couldn't parse subnet")],
    ['refuses an address that is none', 'Address: "192.168.0.11"', 'Address: "192.168.0.311"', verdict(1, `couldn't use "192.168.0.311"`)],
    ['refuses a number where text belongs', 'ttl: "1m0s"', 'ttl: 1', verdict(1, 'cannot unmarshal number')],
    ['warns of a strange port', 'cgroupDriver: systemd', 'healthzPort: 1', verdict(0, 'The recommended value for "healthzPort"')],
  ])('%s, so that the tests above can fail', (_, right, wrong, expected) => {
    expect(init).toContain(right);
    expect(run(init.replace(right, wrong), 'config', 'validate')).toStrictEqual(expected);
  });

  test('lists the images of the version that the spec pins', () => {
    expect(run(init, 'config', 'images', 'list')).toStrictEqual(verdict(0, 'registry.k8s.io/kube-apiserver:v1.36.4\n'));
  });
});
