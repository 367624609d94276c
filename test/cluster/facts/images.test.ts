import { defineCluster } from '../../../cluster/define';
import { cephImage, networkImages } from '../../../cluster/facts/images';
import { PINS } from '../../../cluster/values/versions';

const nodes = [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' as const }];

test.each([
  ['calico', { calico: {} }, []],
  ['flannel', { flannel: {} }, [`ghcr.io/flannel-io/flannel-cni-plugin:${PINS.flannelCniPlugin}`, `ghcr.io/flannel-io/flannel:${PINS.flannel}`]],
  ['kube-router', { kubeRouter: {} }, [`docker.io/cloudnativelabs/kube-router:${PINS.kubeRouter}`]],
  ['no plugin', { none: {} }, []],
])('images that each machine runs with %s', (_, cni, images) => expect(networkImages(defineCluster({ network: { cni }, nodes }))).toEqual(images));

test('Ceph has one image, whatever of it runs', () => expect(cephImage('v20.2.4')).toBe('quay.io/ceph/ceph:v20.2.4'));
