import { completeKubeadm } from '../../../cluster/complete/kubeadm';
import type { Problem } from '../../../cluster/values/problem';

test('without a spec kubeadm gets nothing', () => {
  expect(completeKubeadm({}, () => undefined)).toMatchObject({
    timeouts: {},
    extraArgs: { apiServer: {}, controllerManager: {}, etcd: {}, kubelet: {}, scheduler: {} },
  });
});

test('timeouts keep their words and have their seconds; what cannot be read is reported and left out', () => {
  const problems: Problem[] = [];
  const { timeouts } = completeKubeadm({ timeouts: { discovery: '500ms', tlsBootstrap: '1.5m', etcdAPICall: 'soon' } }, (one) => problems.push(one));
  expect(timeouts).toEqual({ tlsBootstrap: { text: '1.5m', seconds: 90 }, discovery: { text: '500ms', seconds: 1 } });
  expect(problems.map(({ path, value }) => [path.join('.'), value])).toEqual([['kubeadm.timeouts.etcdAPICall', 'soon']]);
});
