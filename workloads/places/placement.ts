import { type Effect, type Place, HOSTNAME } from './node-names';

/** Pods by their labels, all of which must be there. */
export type PodLabels = Readonly<Record<string, string>>;

/** Label of nodes → the value that is asked for, or several of which one must be there. */
export type NodeLabels = Readonly<Record<string, string | readonly string[]>>;

/** One condition on where pods may run; made by the functions of this file, or by those of `placementIn`. */
export type Placement = (Apart | OnNodes | Spread | Together | Tolerated) & {
  /** The nodes that there are, where they are known: names that none of them has are refused at synth. */
  readonly places?: readonly Place[];
};

/** A wish has a weight, 1 to 100, with which it counts among other wishes; without one it is a demand. */
export interface WishOptions {
  /** How much the wish weighs, from 1 to 100, so that other places do as well. @default a demand: pods stay Pending where it cannot be met */
  readonly preferred?: number;
}

/** What lies near: the label of nodes whose equal values are one domain. */
export interface DomainOptions<Label extends string = string> extends WishOptions {
  /** The label whose value says which nodes are one place. @default kubernetes.io/hostname: the same machine */
  readonly over?: Label;
}

interface Spread {
  readonly kind: 'spreadAcross';
  readonly over: string;
  readonly maxSkew: number;
  readonly required: boolean;
}

interface Together extends WishOptions {
  readonly kind: 'keepTogether';
  readonly pods: PodLabels;
  readonly over: string;
}

interface Apart extends WishOptions {
  readonly kind: 'keepApart';
  /** Undefined: the pods of the release itself. */
  readonly pods: PodLabels | undefined;
  readonly over: string;
}

interface OnNodes extends WishOptions {
  readonly kind: 'onNodesWith';
  readonly labels: NodeLabels;
}

interface Tolerated extends Toleration {
  readonly kind: 'tolerate';
}

/** A taint that pods put up with: of any value and effect where these are left out. */
export interface Toleration {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint. @default any */
  readonly value?: string | undefined;
  /** Effect of the taint. @default any; NoExecute where seconds are given */
  readonly effect?: Effect | undefined;
  /** How long a pod stays after the taint came, with NoExecute. @default for ever */
  readonly seconds?: number;
}

/** How evenly pods are spread. */
export interface SpreadOptions {
  /** By how many pods two domains may differ. @default 1 */
  readonly maxSkew?: number;
  /**
   * Whether pods stay Pending where they cannot be spread.
   * @default false: a machine that is away does not keep pods from running
   */
  readonly required?: boolean;
}

/**
 * Spreads the pods evenly over the values of a node label; over machines where none is named. Without such a condition every release does that.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const spreadAcross = (over = HOSTNAME, { maxSkew = 1, required = false }: SpreadOptions = {}): Placement => ({
  kind: 'spreadAcross',
  over,
  maxSkew,
  required,
});

/**
 * Puts pods where other pods are, for example a cache beside what asks it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export const keepTogether = (pods: PodLabels, { over = HOSTNAME, ...wish }: DomainOptions = {}): Placement => ({ kind: 'keepTogether', pods, over, ...wish });

/** Keeps pods away from other pods; from each other where none are named: at most one on each machine. */
export const keepApart = (pods?: PodLabels, { over = HOSTNAME, ...wish }: DomainOptions = {}): Placement => ({ kind: 'keepApart', pods, over, ...wish });

/**
 * Puts pods on nodes with these labels, all of them.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export const onNodesWith = (labels: NodeLabels, wish: WishOptions = {}): Placement => ({ kind: 'onNodesWith', labels, ...wish });

/**
 * Lets pods run, or stay for some time, on nodes with a taint. Where a `MetalCluster` is in the same App, a taint that no node of it has is a warning at
 * synth; that of `placementIn` refuses it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export const tolerate = (taint: Toleration): Placement => ({ kind: 'tolerate', ...taint });
