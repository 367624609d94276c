import { versionConstants } from '../../../bootstrap/data/versions';
import { KUBERNETES_MINORS, PAUSE_IMAGES } from '../../../cluster/values/versions';
import { exampleCluster } from '../../charts/example-cluster';
import { HOME, withNetwork } from '../home';

test('the machine is told which containerd, pause image and kube-proxy it gets', () => {
  expect(versionConstants(HOME)).toEqual({
    CONTAINERD_VERSION: '2.3',
    PAUSE_IMAGE: 'registry.k8s.io/pause:3.10.2',
    KUBE_PROXY: 'iptables',
    KUBECTL_CONVERT: 'no',
    NETWORK_IMAGES: [],
  });
});

test('a cluster without kube-proxy says so', () => {
  expect(versionConstants(withNetwork({ kubeProxy: 'none' }))).toMatchObject({ KUBE_PROXY: 'none' });
});

test.each([
  [{ flannel: {} }, ['ghcr.io/flannel-io/flannel-cni-plugin:', 'ghcr.io/flannel-io/flannel:']],
  [{ kubeRouter: {} }, ['docker.io/cloudnativelabs/kube-router:']],
] as const)('of %j the machine is told what it runs before it is Ready', (cni, names) => {
  const images = [versionConstants(exampleCluster({ network: { cni } }))['NETWORK_IMAGES'] ?? []].flat();
  expect(images.map((image) => image.replace(/v\d.*/, ''))).toEqual(names);
});

test('a machine is told when the spec asks for kubectl-convert', () => {
  expect(versionConstants({ ...HOME, kubectlConvert: true })).toMatchObject({ KUBECTL_CONVERT: 'yes' });
});

test('the pause image of every Kubernetes minor that is accepted is known', () => {
  const [first, last] = KUBERNETES_MINORS;
  const accepted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  expect(accepted.filter((minor) => PAUSE_IMAGES[minor] === undefined)).toEqual([]);
});
