import { versionData } from '../../bootstrap/version-data';
import { KUBERNETES_MINORS, PAUSE_IMAGES } from '../../cluster/values/versions';
import { exampleCluster } from '../charts/example-cluster';
import { HOME, withNetwork } from './home';

test('the machine is told which containerd, pause image and kube-proxy it gets', () => {
  expect(versionData(HOME)).toBe(
    "readonly CONTAINERD_VERSION='2.3'\nreadonly PAUSE_IMAGE='registry.k8s.io/pause:3.10.2'\nreadonly KUBE_PROXY='iptables'\nreadonly KUBECTL_CONVERT='no'\nreadonly NETWORK_IMAGES=()\n",
  );
});

test('a cluster without kube-proxy says so', () => {
  expect(versionData(withNetwork({ kubeProxy: 'none' }))).toMatch(/^readonly KUBE_PROXY='none'$/m);
});

test.each([
  [{ flannel: {} }, ['ghcr.io/flannel-io/flannel-cni-plugin:', 'ghcr.io/flannel-io/flannel:']],
  [{ kubeRouter: {} }, ['docker.io/cloudnativelabs/kube-router:']],
] as const)('of %j the machine is told what it runs before it is Ready', (cni, names) => {
  const list = /^readonly NETWORK_IMAGES=\(([^)]*)\)$/m.exec(versionData(exampleCluster({ network: { cni } })))?.[1] ?? '';
  expect(list.match(/[a-z][^'\s]*:(?=v\d)/g)).toEqual(names);
});

test('a machine is told when the spec asks for kubectl-convert', () => {
  expect(versionData({ ...HOME, kubectlConvert: true })).toMatch(/^readonly KUBECTL_CONVERT='yes'$/m);
});

test('the pause image of every Kubernetes minor that is accepted is known', () => {
  const [first, last] = KUBERNETES_MINORS;
  const accepted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  expect(accepted.filter((minor) => PAUSE_IMAGES[minor] === undefined)).toEqual([]);
});
