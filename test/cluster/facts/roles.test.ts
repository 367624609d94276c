import {
  CONTROL_PLANE_TAINT,
  controlPlanes,
  firstControlPlane,
  roleLabels,
  schedulableByDefault,
  takesAnyPod,
  takesPods,
  taintsOf,
} from '../../../cluster/facts/roles';
import type { Taint } from '../../../cluster/model/cluster';

const node = (name: string, role: 'control-plane' | 'worker', ...taints: readonly Taint[]) => ({ name, role, taints });
const taint = (effect: Taint['effect']): Taint => ({ key: 'dedicated', value: undefined, effect });
const cluster = (schedulable: boolean) => ({ controlPlane: { schedulable } });

const [worker, cp1, cp2] = [node('w', 'worker'), node('cp1', 'control-plane'), node('cp2', 'control-plane')];

test('control planes come in the order of the spec, and the first makes the cluster', () => {
  expect(controlPlanes([worker, cp2, cp1])).toEqual([cp2, cp1]);
  expect(firstControlPlane([worker, cp2, cp1])).toBe(cp2);
  expect(firstControlPlane([worker])).toBeUndefined();
});

test.each([
  [[cp1], true],
  [[cp1, cp2], true],
  [[cp1, worker], false],
  [[], true],
])('%j: schedulable by default: %s', (nodes, expected) => expect(schedulableByDefault(nodes)).toBe(expected));

test.each([
  ['a worker', worker, false, [], true, true],
  ['a control plane', cp1, false, [CONTROL_PLANE_TAINT], false, false],
  ['a schedulable control plane', cp1, true, [], true, true],
  ['a worker with NoSchedule', node('w', 'worker', taint('NoSchedule')), false, [taint('NoSchedule')], true, false],
  ['a worker with NoExecute', node('w', 'worker', taint('NoExecute')), false, [taint('NoExecute')], true, false],
  ['a worker with PreferNoSchedule', node('w', 'worker', taint('PreferNoSchedule')), false, [taint('PreferNoSchedule')], true, true],
])('%s', (_, one, schedulable, taints, pods, any) => {
  expect(taintsOf(one, cluster(schedulable))).toEqual(taints);
  expect(takesPods(one, cluster(schedulable))).toBe(pods);
  expect(takesAnyPod(one, cluster(schedulable))).toBe(any);
});

test('kubeadm labels control planes', () => {
  expect(roleLabels(cp1)).toEqual({ 'node-role.kubernetes.io/control-plane': '' });
  expect(roleLabels(worker)).toEqual({});
});
