import type { ControlPlane, Node, Taint } from './cluster';

/** What kubeadm gives control planes that take no workloads. */
export const CONTROL_PLANE_TAINT = { key: 'node-role.kubernetes.io/control-plane', value: undefined, effect: 'NoSchedule' } as const satisfies Taint;

/** What is asked of a cluster here. */
export interface Workplace {
  readonly controlPlane: Pick<ControlPlane, 'schedulable'>;
}

/** Whether a machine's role lets it take pods, whatever its own taints are. */
export const takesPods = ({ role }: Pick<Node, 'role'>, { controlPlane }: Workplace): boolean => role === 'worker' || controlPlane.schedulable;

/** All taints of a machine: its role's, then the spec's. */
export const taintsOf = (node: Pick<Node, 'role' | 'taints'>, cluster: Workplace): readonly Taint[] =>
  takesPods(node, cluster) ? node.taints : [CONTROL_PLANE_TAINT, ...node.taints];

/** Whether a machine takes pods that tolerate nothing. */
export const takesAnyPod = (node: Pick<Node, 'role' | 'taints'>, cluster: Workplace): boolean =>
  taintsOf(node, cluster).every(({ effect }) => effect === 'PreferNoSchedule');
