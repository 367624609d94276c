import { versionData } from '../../bootstrap/version-data';
import { KUBERNETES_MINORS, PAUSE_IMAGES } from '../../cluster/versions';
import { HOME, withNetwork } from './home';

test('the machine is told which containerd, pause image and kube-proxy it gets', () => {
  expect(versionData(HOME)).toBe(
    "readonly CONTAINERD_VERSION='2.3'\nreadonly PAUSE_IMAGE='registry.k8s.io/pause:3.10.2'\nreadonly KUBE_PROXY='iptables'\nreadonly KUBECTL_CONVERT='no'\n",
  );
});

test('a cluster without kube-proxy says so', () => {
  expect(versionData(withNetwork({ kubeProxy: 'none' }))).toMatch(/^readonly KUBE_PROXY='none'$/m);
});

test('a machine is told when the spec asks for kubectl-convert', () => {
  expect(versionData({ ...HOME, kubectlConvert: true })).toMatch(/^readonly KUBECTL_CONVERT='yes'$/m);
});

test('the pause image of every Kubernetes minor that is accepted is known', () => {
  const [first, last] = KUBERNETES_MINORS;
  const accepted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  expect(accepted.filter((minor) => PAUSE_IMAGES[minor] === undefined)).toEqual([]);
});
