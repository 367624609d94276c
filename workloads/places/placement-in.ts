import type { ClusterSpec } from '../../cluster/spec/cluster-spec';
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
import { type LabelKey, type LabelValue, type NodesSpec, type Taint, HOSTNAME, placesOf } from './node-names';

/**
 * A spec written in TypeScript whose names the compiler keeps: `const home = clusterSpec({ nodes: [ … ] })` serves both `defineCluster(home)` and
 * `placementIn(home)`.
 */
export const clusterSpec = <const Spec extends ClusterSpec>(spec: Spec): Spec => spec;

/** The placement functions, with the names of one cluster: what none of its nodes has does not compile. */
export interface PlacementIn<Spec extends NodesSpec> {
  /** As spreadAcross, over labels that nodes of the cluster have. */
  readonly spreadAcross: (over?: LabelKey<Spec>, options?: SpreadOptions) => Placement;
  /** As keepTogether, over labels that nodes of the cluster have. */
  readonly keepTogether: (pods: PodLabels, options?: DomainOptions<LabelKey<Spec>>) => Placement;
  /** As keepApart, over labels that nodes of the cluster have. */
  readonly keepApart: (pods?: PodLabels, options?: DomainOptions<LabelKey<Spec>>) => Placement;
  /** As onNodesWith, with labels and values that nodes of the cluster have. */
  readonly onNodesWith: (
    labels: { readonly [Key in LabelKey<Spec>]?: LabelValue<Spec, Key> | readonly LabelValue<Spec, Key>[] },
    options?: WishOptions,
  ) => Placement;
  /** As tolerate, for taints that nodes of the cluster have. */
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
