import type { ControlPlane, Node, Taint } from '../model/cluster';

/** The label that kubeadm gives control planes, and the key of the taint of those that take no workloads. */
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** The taint that kubeadm gives control planes that take no workloads. */
export const CONTROL_PLANE_TAINT = { key: CONTROL_PLANE, value: undefined, effect: 'NoSchedule' } as const satisfies Taint;

/** The part of a cluster that decides whether control planes take workloads. */
export interface Workplace {
  /** Whether control planes take pods. */
  readonly controlPlane: Pick<ControlPlane, 'schedulable'>;
}

/** The machines that run the control plane, in the order of the spec. */
export const controlPlanes = <N extends Pick<Node, 'role'>>(nodes: readonly N[]): readonly N[] => nodes.filter(({ role }) => role === 'control-plane');

/** The control plane that makes the cluster; the others join it. */
export const firstControlPlane = <N extends Pick<Node, 'role'>>(nodes: readonly N[]): N | undefined => nodes.find(({ role }) => role === 'control-plane');

/** Whether control planes take workloads where the spec does not set it: only where there is no worker, since nothing could run otherwise. */
export const schedulableByDefault = (nodes: readonly Pick<Node, 'role'>[]): boolean => !nodes.some(({ role }) => role === 'worker');

/** Whether a machine's role lets it take pods, whatever its own taints are. */
export const takesPods = ({ role }: Pick<Node, 'role'>, { controlPlane }: Workplace): boolean => role === 'worker' || controlPlane.schedulable;

/** All taints of a machine: its role's, added once even if the spec repeats it, then the spec's. */
export const taintsOf = (node: Pick<Node, 'role' | 'taints'>, cluster: Workplace): readonly Taint[] =>
  takesPods(node, cluster) ? node.taints : [CONTROL_PLANE_TAINT, ...node.taints];

/** Whether a machine takes pods that tolerate nothing. */
export const takesAnyPod = (node: Pick<Node, 'role' | 'taints'>, cluster: Workplace): boolean =>
  taintsOf(node, cluster).every(({ effect }) => effect === 'PreferNoSchedule');

/** The label that a machine has by its role; what the spec gives comes beside it. */
export const roleLabels = ({ role }: Pick<Node, 'role'>): Readonly<Record<string, string>> => (role === 'control-plane' ? { [CONTROL_PLANE]: '' } : {});
