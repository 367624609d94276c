import { kubeadmDocuments } from '../../../bootstrap/kubeadm/documents';
import { renderYaml } from '../../../bootstrap/kubeadm/yaml';
import type { Cluster } from '../../../cluster/model/cluster';
import { BOTH, HOME, TOWER, withControlPlane, withNetwork } from '../home';

const texts = (cluster: Cluster): Readonly<Record<string, string>> =>
  Object.fromEntries(cluster.nodes.map((node) => [node.name, renderYaml(kubeadmDocuments(cluster, node))]));

const kinds = (cluster: Cluster): readonly string[] =>
  cluster.nodes.map((node) =>
    kubeadmDocuments(cluster, node)
      .map(({ kind }) => kind.replace('Configuration', ''))
      .join(' '),
  );

test('the only control plane of the home inits the cluster', () => {
  expect(texts(HOME)['desktop-1']).toBe(`apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - ttl: "1m0s"
localAPIEndpoint:
  advertiseAddress: "192.168.0.11"
  bindPort: 6443
nodeRegistration:
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs:
    - name: node-ip
      value: "192.168.0.11"
  name: desktop-1
  taints:
    - effect: NoSchedule
      key: node-role.kubernetes.io/control-plane
timeouts: {}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  certSANs:
    - api.home.arpa
    - desktop-1
    - "192.168.0.11"
  extraArgs: []
clusterName: home
controlPlaneEndpoint: api.home.arpa:6443
controllerManager:
  extraArgs: []
etcd:
  local:
    extraArgs: []
kubernetesVersion: v1.36.4
networking:
  dnsDomain: cluster.local
  podSubnet: "10.244.0.0/16"
  serviceSubnet: "10.96.0.0/12"
proxy:
  disabled: false
scheduler:
  extraArgs: []
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
shutdownGracePeriod: "30s"
shutdownGracePeriodCriticalPods: "10s"
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
`);
});

test.each([
  ['desktop-2', '192.168.0.12'],
  ['desktop-3', '192.168.0.13'],
  ['mini-1', '192.168.0.21'],
  ['mini-2', '192.168.0.22'],
])('%s joins the home as a worker', (name, ip) => {
  expect(texts(HOME)[name]).toBe(`apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  file:
    kubeConfigPath: /dev/stdin
nodeRegistration:
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs:
    - name: node-ip
      value: "${ip}"
  name: ${name}
  taints: []
timeouts: {}
`);
});

test('a further control plane joins as one', () => {
  expect(texts(TOWER)['cp-2']).toBe(`apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
controlPlane:
  localAPIEndpoint:
    advertiseAddress: "192.168.0.12"
    bindPort: 8443
discovery:
  file:
    kubeConfigPath: /dev/stdin
nodeRegistration:
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs:
    - name: node-ip
      value: "192.168.0.12"
  name: cp-2
  taints:
    - effect: NoSchedule
      key: node-role.kubernetes.io/control-plane
timeouts: {}
`);
});

test.each<[string, Cluster, readonly string[]]>([
  ['one control plane inits, all others join', HOME, ['Init Cluster Kubelet KubeProxy', 'Join', 'Join', 'Join', 'Join']],
  ['of three control planes the first one inits', TOWER, ['Init Cluster Kubelet KubeProxy', 'Join', 'Join', 'Join']],
  ['a worker that stands first joins', { ...HOME, nodes: [...HOME.nodes].reverse() }, ['Join', 'Join', 'Join', 'Join', 'Init Cluster Kubelet KubeProxy']],
  ['without kube-proxy nothing configures it', withNetwork({ kubeProxy: 'none' }), ['Init Cluster Kubelet', 'Join', 'Join', 'Join', 'Join']],
])('%s', (_, cluster, expected) => {
  expect(kinds(cluster)).toStrictEqual(expected);
});

test('no document holds anything that looks like a token, a certificate key or a CA hash', () => {
  const all = [HOME, TOWER, BOTH, withControlPlane({ schedulable: true })].flatMap((cluster) => Object.values(texts(cluster))).join('\n');
  expect(all).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|[0-9a-f]{64}|sha256:|token:|certificateKey|PRIVATE KEY/);
});

test('the same cluster gives the same bytes, and is not changed by it', () => {
  const before = structuredClone(TOWER);
  expect(texts(TOWER)).toStrictEqual(texts(structuredClone(TOWER)));
  expect(TOWER).toStrictEqual(before);
});
