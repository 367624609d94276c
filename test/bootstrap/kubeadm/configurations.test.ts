import { initConfiguration } from '../../../bootstrap/kubeadm/init-configuration';
import { joinConfiguration } from '../../../bootstrap/kubeadm/join-configuration';
import { kubeProxyConfigurations } from '../../../bootstrap/kubeadm/kube-proxy-configuration';
import type { Cluster } from '../../../cluster/model/cluster';
import { HOME, controlPlane, worker } from '../home';

const SLOW: Cluster = {
  ...HOME,
  kubeadm: { ...HOME.kubeadm, timeouts: { tlsBootstrap: { text: '15m0s', seconds: 900 }, discovery: { text: '600.0s', seconds: 600 } } },
};

test('init waits as long as the spec says, in its words', () => {
  expect(initConfiguration(SLOW, controlPlane()).timeouts).toStrictEqual({ tlsBootstrap: '15m0s', discovery: '600.0s' });
});

test('join waits as long as the spec says', () => {
  expect(joinConfiguration(SLOW, worker()).timeouts).toStrictEqual({ tlsBootstrap: '15m0s', discovery: '600.0s' });
});

test('the token that init insists on making lives for a minute', () => {
  expect(initConfiguration(HOME, controlPlane()).bootstrapTokens).toStrictEqual([{ ttl: '1m0s' }]);
});

test('a worker has no API server, a control plane has one', () => {
  const nodes = [worker(), controlPlane()];
  expect(nodes.map((node) => joinConfiguration(HOME, node).controlPlane)).toStrictEqual([
    undefined,
    { localAPIEndpoint: { advertiseAddress: '192.168.0.11', bindPort: 6443 } },
  ]);
});

test('trust in the cluster arrives on standard input', () => {
  expect(joinConfiguration(HOME, worker()).discovery).toStrictEqual({ file: { kubeConfigPath: '/dev/stdin' } });
});

test.each(['iptables', 'ipvs', 'nftables'] as const)('kube-proxy works in the mode %s', (mode) => {
  expect(kubeProxyConfigurations(mode)).toStrictEqual([{ apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode }]);
});

test('without kube-proxy there is no document for it', () => {
  expect(kubeProxyConfigurations('none')).toStrictEqual([]);
});
