import { type CONTROL_PLANE_TAINT, roleLabels, schedulableByDefault, taintsOf } from '../../cluster/facts/roles';
import { DEFAULTS } from '../../cluster/spec/defaults';

/* The labels and taints that the nodes of a spec will have: as values, and as types for the compiler. */

/** What a taint does to pods that do not tolerate it. */
export type Effect = 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';

/** A taint of a node. */
export interface NodeTaint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint; undefined: it has none. @default none */
  readonly value?: string | undefined;
  /** What happens to pods that do not tolerate the taint. */
  readonly effect: Effect;
}

/** What is read of a spec, or of a `Cluster`, to know its labels and taints. */
export interface NodesSpec {
  /** Whether control planes take pods; the rest is not looked at. @default control planes take workloads only where there is no worker */
  readonly controlPlane?: { readonly schedulable?: boolean | undefined; readonly endpoint?: unknown; readonly certSANs?: unknown };
  /** The machines, with their labels and taints. */
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

/** A node as the scheduler sees it: with the labels and taints that it gets from the kubelet, kubeadm and Kubernetes. */
export interface Place {
  /** Labels of the node, text by key. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints of the node. */
  readonly taints: readonly NodeTaint[];
}

/** Each node is a domain of its own under this label. */
export const HOSTNAME = 'kubernetes.io/hostname';

/**
 * Taints that Kubernetes sets by itself when something is wrong with a node.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const CONDITION_TAINTS = [
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
export function placesOf({ controlPlane, nodes }: NodesSpec): readonly Place[] {
  const machines = nodes.map(({ role = DEFAULTS.role, arch = DEFAULTS.arch, labels = {}, taints = [], ...rest }) => ({ ...rest, role, arch, labels, taints }));
  const schedulable = controlPlane?.schedulable ?? schedulableByDefault(machines);
  return machines.map((machine) => ({
    labels: { ...machine.labels, [HOSTNAME]: machine.name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': machine.arch, ...roleLabels(machine) },
    taints: [...taintsOf({ role: machine.role, taints: machine.taints.map(withValue) }, { controlPlane: { schedulable } }), ...CONDITION_TAINTS],
  }));
}

const withValue = ({ key, value, effect }: NodeTaint) => ({ key, value, effect });

type NodeOf<Spec extends NodesSpec> = Spec['nodes'][number];

/** Of each node its own labels: a union, over which the types below distribute. */
type Declared<Node> = Node extends { readonly labels: infer Labels } ? Labels : never;
type Keys<Labels> = Labels extends unknown ? keyof Labels & string : never;
type Values<Labels, Key extends string> = Labels extends { readonly [K in Key]: infer Value } ? Value & string : never;

type Arch<Node> = Node extends { readonly arch: infer Arch } ? Arch : typeof DEFAULTS.arch;
type Role<Node> = Node extends { readonly role: infer Role } ? Role : typeof DEFAULTS.role;

type ControlPlaneKey = (typeof CONTROL_PLANE_TAINT)['key'];

/** Labels that all nodes have without saying so. */
interface OwnLabels<Spec extends NodesSpec> {
  readonly 'kubernetes.io/hostname': NodeOf<Spec>['name'];
  readonly 'kubernetes.io/arch': Arch<NodeOf<Spec>>;
  readonly 'kubernetes.io/os': 'linux';
}

/** The keys of all labels that the nodes of a spec have. */
export type LabelKey<Spec extends NodesSpec> =
  Keys<Declared<NodeOf<Spec>>> | keyof OwnLabels<Spec> | ('control-plane' extends Role<NodeOf<Spec>> ? ControlPlaneKey : never);

/** The values that a label has on the nodes of a spec. */
export type LabelValue<Spec extends NodesSpec, Key extends string> =
  Values<Declared<NodeOf<Spec>>, Key> | (Key extends keyof OwnLabels<Spec> ? OwnLabels<Spec>[Key] : never) | (Key extends ControlPlaneKey ? '' : never);

/** Whether control planes take workloads, as `schedulableByDefault` has it; `boolean` where the compiler cannot know. */
type SchedulableByDefault<Spec extends NodesSpec> = 'worker' extends Role<NodeOf<Spec>> ? false : true;
type Schedulable<Spec extends NodesSpec> = Spec extends { readonly controlPlane: { readonly schedulable: infer Said } } ? Said : SchedulableByDefault<Spec>;

type TaintOf<Node> = Node extends { readonly taints: readonly (infer Taint)[] } ? Taint : never;
type OwnTaint<Spec extends NodesSpec> = (typeof CONDITION_TAINTS)[number] | (Schedulable<Spec> extends true ? never : typeof CONTROL_PLANE_TAINT);
type Tolerable<Taint> = Taint extends { readonly key: infer Key; readonly effect: infer Effect }
  ? {
      readonly key: Key;
      readonly value?: Taint extends { readonly value: infer Value } ? Value : undefined;
      readonly effect?: Effect;
    } & ('NoExecute' extends Effect ? { readonly seconds?: number } : { readonly seconds?: never })
  : never;

/** The taints that the nodes of a spec have, and those that Kubernetes sets. */
export type Taint<Spec extends NodesSpec> = Tolerable<OwnTaint<Spec> | TaintOf<NodeOf<Spec>>>;
