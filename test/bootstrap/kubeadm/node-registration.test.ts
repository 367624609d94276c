import { nodeRegistration } from '../../../bootstrap/kubeadm/node-registration';
import type { Node } from '../../../cluster/model/cluster';
import { BOTH, HOME, controlPlane, withArguments, withControlPlane, worker } from '../home';

const CONTROL_PLANE_TAINT = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };

const NOISY_TAINT = { key: 'example.org/noisy', effect: 'PreferNoSchedule' };

const NOISY: Node['taints'][number] = { key: 'example.org/noisy', value: undefined, effect: 'PreferNoSchedule' };

test('a machine keeps its name and talks to containerd', () => {
  const { name, criSocket } = nodeRegistration(HOME, worker());
  expect({ name, criSocket }).toStrictEqual({ name: 'desktop-2', criSocket: 'unix:///run/containerd/containerd.sock' });
});

test.each<[string, Node, boolean, readonly object[]]>([
  ['a worker has none', worker(), false, []],
  ['a worker has those of the spec', worker({ taints: [NOISY] }), false, [NOISY_TAINT]],
  ['a value stays', worker({ taints: [{ ...NOISY, value: 'very' }] }), false, [{ key: 'example.org/noisy', value: 'very', effect: 'PreferNoSchedule' }]],
  ['a control plane has its own', controlPlane(), false, [CONTROL_PLANE_TAINT]],
  ['a control plane has its own before those of the spec', controlPlane({ taints: [NOISY] }), false, [CONTROL_PLANE_TAINT, NOISY_TAINT]],
  ['a schedulable control plane has an empty list, which is none', controlPlane(), true, []],
  ['a schedulable control plane has those of the spec', controlPlane({ taints: [NOISY] }), true, [NOISY_TAINT]],
])('taints: %s', (_, node, schedulable, expected) => {
  expect(nodeRegistration(withControlPlane({ schedulable }), node).taints).toStrictEqual(expected);
});

test('the kubelet takes the address of the spec and no flag more', () => {
  expect(nodeRegistration(HOME, worker()).kubeletExtraArgs).toStrictEqual([{ name: 'node-ip', value: '192.168.0.12' }]);
});

test('the kubelet takes both addresses of a dual stack machine', () => {
  expect(BOTH.nodes.map((node) => nodeRegistration(BOTH, node).kubeletExtraArgs)).toStrictEqual([
    [{ name: 'node-ip', value: '192.168.0.11,fd00:0:0:1::11' }],
    [{ name: 'node-ip', value: '192.168.0.12,fd00:0:0:1::12' }],
  ]);
});

test('labels are one flag, sorted, also those without a value', () => {
  const labels = { rack: 'on', empty: '', 'example.org/gpu': 'true' };
  expect(nodeRegistration(HOME, worker({ labels })).kubeletExtraArgs).toStrictEqual([
    { name: 'node-ip', value: '192.168.0.12' },
    { name: 'node-labels', value: 'empty=,example.org/gpu=true,rack=on' },
  ]);
});

test('flags of the spec stand among ours, and win', () => {
  const cluster = withArguments({ kubelet: { v: '4', 'node-ip': '::', 'max-pods': '200' } });
  expect(nodeRegistration(cluster, worker({ labels: { rack: '1' } })).kubeletExtraArgs).toStrictEqual([
    { name: 'max-pods', value: '200' },
    { name: 'node-ip', value: '::' },
    { name: 'node-labels', value: 'rack=1' },
    { name: 'v', value: '4' },
  ]);
});

test('checks that the spec lets fail are named, and otherwise nothing is said of them', () => {
  const ignorePreflightErrors = ['SystemVerification'];
  expect(nodeRegistration({ ...HOME, kubeadm: { ...HOME.kubeadm, ignorePreflightErrors } }, worker())).toMatchObject({ ignorePreflightErrors });
  expect(nodeRegistration(HOME, worker())).not.toHaveProperty('ignorePreflightErrors');
});
