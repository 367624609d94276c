import {
  type DomainOptions,
  type Placement,
  type PodLabels,
  type SpreadOptions,
  type Toleration,
  type WishOptions,
  keepApart,
  keepTogether,
  onNodesWith,
  spreadAcross,
  tolerate,
} from './placement';
import { type CONDITION_TAINTS, type CONTROL_PLANE, type NodesSpec, HOSTNAME, placesOf } from './places';

type NodeOf<Spec extends NodesSpec> = Spec['nodes'][number];

/** Of each node its own labels: a union, over which the types below distribute. */
type Declared<Node> = Node extends { readonly labels: infer Labels } ? Labels : never;
type Keys<Labels> = Labels extends unknown ? keyof Labels & string : never;
type Values<Labels, Key extends string> = Labels extends { readonly [K in Key]: infer Value } ? Value & string : never;

/** Labels that nodes have without saying so. */
interface OwnLabels<Spec extends NodesSpec> {
  readonly 'kubernetes.io/hostname': NodeOf<Spec>['name'];
  readonly 'kubernetes.io/arch': 'amd64' | 'arm64';
  readonly 'kubernetes.io/os': 'linux';
  readonly 'node-role.kubernetes.io/control-plane': '';
}

/** The keys of all labels that the nodes of a spec have. */
export type LabelKey<Spec extends NodesSpec> = Keys<Declared<NodeOf<Spec>>> | keyof OwnLabels<Spec>;

/** The values that a label has on the nodes of a spec. */
export type LabelValue<Spec extends NodesSpec, Key extends string> =
  Values<Declared<NodeOf<Spec>>, Key> | (Key extends keyof OwnLabels<Spec> ? OwnLabels<Spec>[Key] : never);

type TaintOf<Node> = Node extends { readonly taints: readonly (infer Taint)[] } ? Taint : never;
type OwnTaint = (typeof CONDITION_TAINTS)[number] | { readonly key: typeof CONTROL_PLANE; readonly effect: 'NoSchedule' };
type Tolerable<Taint> = Taint extends { readonly key: infer Key; readonly effect: infer Effect }
  ? {
      readonly key: Key;
      readonly value?: Taint extends { readonly value: infer Value } ? Value : undefined;
      readonly effect?: Effect;
    } & ('NoExecute' extends Effect ? { readonly seconds?: number } : { readonly seconds?: never })
  : never;

/** The taints that the nodes of a spec have, and those that Kubernetes sets. */
export type Taint<Spec extends NodesSpec> = Tolerable<OwnTaint | TaintOf<NodeOf<Spec>>>;

/** The placement functions, with the names of one cluster: what none of its nodes has does not compile. */
export interface PlacementIn<Spec extends NodesSpec> {
  readonly spreadAcross: (over?: LabelKey<Spec>, options?: SpreadOptions) => Placement;
  readonly keepTogether: (pods: PodLabels, options?: DomainOptions<LabelKey<Spec>>) => Placement;
  readonly keepApart: (pods?: PodLabels, options?: DomainOptions<LabelKey<Spec>>) => Placement;
  readonly onNodesWith: (
    labels: { readonly [Key in LabelKey<Spec>]?: LabelValue<Spec, Key> | readonly LabelValue<Spec, Key>[] },
    options?: WishOptions,
  ) => Placement;
  readonly tolerate: (taint: Taint<Spec> & Toleration) => Placement;
}

/**
 * The placement functions for a cluster: `const { onNodesWith } = placementIn(home)`.
 *
 * With a spec from `clusterSpec`, or one `as const`, labels and taints that no node declares do not compile. With a `Cluster` that was read from
 * YAML any text compiles, and the release that gets the placement refuses at synth what no node has.
 */
export function placementIn<const Spec extends NodesSpec>(spec: Spec): PlacementIn<Spec> {
  const places = placesOf(spec);
  const known = (placement: Placement): Placement => ({ ...placement, places });
  return {
    spreadAcross: (over = HOSTNAME, options = {}) => known(spreadAcross(over, options)),
    keepTogether: (pods, options = {}) => known(keepTogether(pods, options)),
    keepApart: (pods, options = {}) => known(keepApart(pods, options)),
    onNodesWith: (labels, options = {}) => known(onNodesWith(definedLabels(labels), options)),
    tolerate: (taint) => known(tolerate(taint)),
  };
}

const definedLabels = (labels: Readonly<Partial<Record<string, string | readonly string[]>>>): Readonly<Record<string, string | readonly string[]>> =>
  Object.fromEntries(Object.entries(labels).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
