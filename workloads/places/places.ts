import { CONTROL_PLANE_TAINT } from '../../cluster/facts/roles';
import type { ClusterSpec } from '../../cluster/spec/cluster-spec';

/** What is read of a spec, or of a `Cluster`, to know its labels and taints. */
export interface NodesSpec {
  readonly nodes: readonly {
    readonly name: string;
    /** @default worker */
    readonly role?: 'control-plane' | 'worker';
    /** @default amd64 */
    readonly arch?: 'amd64' | 'arm64';
    /** @default none */
    readonly labels?: Readonly<Record<string, string>>;
    /** @default none */
    readonly taints?: readonly NodeTaint[];
  }[];
}

/** A taint of a node. */
export interface NodeTaint {
  readonly key: string;
  /** @default none */
  readonly value?: string | undefined;
  readonly effect: Effect;
}

/** What a taint does to pods that do not tolerate it. */
export type Effect = 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';

/** A node as the scheduler sees it: with the labels that it gets from itself and from kubeadm. */
export interface Place {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
}

/** Each node is a domain of its own under this label. */
export const HOSTNAME = 'kubernetes.io/hostname';

/** The label and the taint that kubeadm gives a control plane. */
export const CONTROL_PLANE = CONTROL_PLANE_TAINT.key;

/**
 * Taints that Kubernetes sets by itself when something is wrong with a node.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const CONDITION_TAINTS = [
  { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' },
] as const satisfies readonly NodeTaint[];

/** The nodes of a spec as the scheduler will see them. */
export const placesOf = ({ nodes }: NodesSpec): readonly Place[] =>
  nodes.map(({ name, role, arch = 'amd64', labels = {}, taints = [] }) => ({
    labels: {
      ...labels,
      [HOSTNAME]: name,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': arch,
      ...(role === 'control-plane' ? { [CONTROL_PLANE]: '' } : {}),
    },
    taints: [...taints, ...CONDITION_TAINTS, ...(role === 'control-plane' ? [{ key: CONTROL_PLANE, effect: 'NoSchedule' } as const] : [])],
  }));

/**
 * A spec written in TypeScript whose names the compiler keeps: `const home = clusterSpec({ nodes: [ … ] })` serves both `defineCluster(home)` and
 * `placementIn(home)`.
 */
export const clusterSpec = <const Spec extends ClusterSpec>(spec: Spec): Spec => spec;
