import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kubeadmDocuments } from '../../bootstrap/kubeadm/documents';
import { renderYaml } from '../../bootstrap/kubeadm/yaml';
import { defineCluster } from '../../cluster/define';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';
import { type Verdict, describeWithKubeadm, kubeadm, verdict } from './kubeadm-program';

const HOME = defineCluster({
  kubeadm: { timeouts: { discovery: '5s' } },
  nodes: [
    { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'desktop-2', address: '192.168.0.12' },
  ],
});

/** What the control plane hands over when a machine joins; the API server of the tests has signed its certificate itself. */
function discovery({ url, kubeconfig }: ApiServer, token: string): string {
  const authority = readFileSync(join(dirname(kubeconfig), 'certs/apiserver.crt')).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'join',
    clusters: [{ name: 'join', cluster: { server: url, 'certificate-authority-data': authority } }],
    users: [{ name: 'join', user: { token } }],
    contexts: [{ name: 'join', context: { cluster: 'join', user: 'join' } }],
  });
}

const joinTests = (): void => {
  let server: ApiServer;
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kubeadm-join-'));
    HOME.nodes.forEach((node) => writeFileSync(join(folder, node.name), renderYaml(kubeadmDocuments(HOME, node))));
    server = await startApiServer();
    await server.call('POST', '/api/v1/nodes', { metadata: { name: 'desktop-1' } }); // init marks it
    for (const phase of [
      ['upload-config', 'all'],
      ['bootstrap-token', '--skip-token-print'],
    ]) {
      const { code, says } = kubeadm(['init', 'phase', ...phase, '--config', join(folder, 'desktop-1'), '--kubeconfig', server.kubeconfig]);
      if (code !== 0) throw new Error(says);
    }
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  /** Standard input is a file, as kubeadm opens it anew and Node's own pipes are sockets. */
  function preflight(input: string): Verdict {
    const file = join(folder, 'input');
    writeFileSync(file, input, { mode: 0o600 });
    const stdin = openSync(file, 'r');
    const answer = kubeadm(['join', 'phase', 'preflight', '--config', join(folder, 'desktop-2'), '--ignore-preflight-errors', 'all', '--v', '1'], stdin);
    closeSync(stdin);
    return answer;
  }

  test('what init uploads tells every kubelet to wait for its pods when the machine is switched off', () => {
    const kubelet = server.kubectl('-n', 'kube-system', 'get', 'configmap', 'kubelet-config', '-o', 'jsonpath={.data.kubelet}');
    expect(kubelet).toContain('shutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 10s\n');
  });

  test('a machine finds the cluster and its configuration with what it reads on standard input', () => {
    const answer = preflight(discovery(server, server.token));
    expect(answer).toStrictEqual(verdict(0, 'attempting to download the KubeletConfiguration from ConfigMap "kubelet-config"'));
  });

  test('a token that the cluster does not know is of no use', () => {
    expect(preflight(discovery(server, 'abcdef.0123456789abcdef'))).toStrictEqual(verdict(1, 'Unauthorized'));
  });

  test('nothing on standard input is of no use', () => {
    expect(preflight('')).toStrictEqual(verdict(1, 'the provided kubeconfig file must have at least one Cluster defined'));
  });
};

describeWithApiServer('a cluster', () => describeWithKubeadm('that kubeadm joins machines to', joinTests));
