import { kubeadmConstants } from '../../../bootstrap/data/kubeadm';
import { defineCluster } from '../../../cluster/define';
import { HOME, withArguments } from '../home';

test('with kubeadm.timeouts of 1.5m node.sh waits 90 s, with 500ms 1 s, and else as long as kubeadm would', () => {
  expect(kubeadmConstants(HOME)).toMatchObject({ KUBELET_HEALTH_CHECK_SECONDS: '240', CONTROL_PLANE_HEALTH_CHECK_SECONDS: '240' });
  const timeouts = { kubeletHealthCheck: '1.5m', controlPlaneComponentHealthCheck: '500ms' };
  expect(kubeadmConstants(defineCluster({ kubeadm: { timeouts }, nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }] }))).toMatchObject({
    KUBELET_HEALTH_CHECK_SECONDS: '90',
    CONTROL_PLANE_HEALTH_CHECK_SECONDS: '1',
  });
});

test('node.sh is told whether the spec names the file of the name servers, whatever other flags there are', () => {
  expect(kubeadmConstants(withArguments({ kubelet: { 'node-labels': '"resolv-conf"' } }))).toMatchObject({ RESOLV_CONF_IN_SPEC: 'no' });
  expect(kubeadmConstants(withArguments({ kubelet: { 'resolv-conf': '/etc/resolv.pods' } }))).toMatchObject({ RESOLV_CONF_IN_SPEC: 'yes' });
});
