import { type KubeRouterProps, KubeRouter } from '../../../../charts/network/kube-router/kube-router';
import { PINS } from '../../../../cluster/values/versions';
import { withParsedJson } from '../../config-json';
import { withGrants } from '../../grants';
import { type KubernetesObject, only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const kubeRouter = (props?: KubeRouterProps) => rendered((app) => new KubeRouter(app, 'kube-router', props));

const IMAGE = 'docker.io/cloudnativelabs/kube-router';

const except = {
  'the image has a version, where upstream lets the day decide': (object: KubernetesObject) => replaced(object, `"${IMAGE}"`, `"${IMAGE}:${PINS.kubeRouter}"`),
  'says nothing for false, which the API server drops, so that a repeated apply would find a change': (object: KubernetesObject) =>
    replaced(object, ',"readOnly":false', ''),
  'the ClusterRole has no namespace, which an object of the whole cluster cannot have': (object: KubernetesObject) =>
    object.kind === 'ClusterRole' ? { ...object, metadata: { name: object.metadata.name } } : object,
};

describe("kube-router's chart", () => {
  describe.each([
    [{ serviceProxy: false }, 'kubeadm-kuberouter.yaml'],
    [{ serviceProxy: true }, 'kubeadm-kuberouter-all-features.yaml'],
  ])('with %j', (props, file) => {
    compareWithUpstream({ file: `kube-router-v2.11.1/${file}`, ours: kubeRouter(props), normal: (object) => withParsedJson(withGrants(object)), except });
  });

  test('leaves Services to kube-proxy by default', () => {
    expect(kubeRouter()).toEqual(kubeRouter({ serviceProxy: false }));
  });

  test('takes its version for both images', () => {
    const images = JSON.stringify(only(kubeRouter({ version: 'v1.2.3' }), 'DaemonSet')).match(/"image":"[^"]*"/g);
    expect(images).toEqual([`"image":"${IMAGE}:v1.2.3"`, `"image":"${IMAGE}:v1.2.3"`]);
  });
});
