import { App } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster } from '../cluster/model/cluster';
import { type Problem, formatProblem } from '../cluster/values/problem';
import { KnownNodes } from '../workloads/places/known-nodes';
import { placesOf } from '../workloads/places/node-names';
import { fileOrderProblems } from './file-order';
import { type ChartOptions, type ChartsById, type Stage, chartsOf, stagesOf, withoutProblems } from './order';

/** What a `MetalCluster` is made from. */
export interface MetalClusterProps extends ChartOptions {
  /** From `defineCluster` or `readCluster`. */
  readonly cluster: Cluster;
  /**
   * Called with each warning of the spec, and at synth with each name of a label or taint that pods of the same App ask for and no node has.
   * @default the warnings are printed on stderr, a line each: who writes a spec in TypeScript sees them as who writes cluster.yaml does
   */
  readonly warn?: (warning: Problem) => void;
}

// eslint-disable-next-line no-console -- only what the caller does not take over; a warning that nobody sees is none
const print = (warning: Problem): void => console.warn(formatProblem(warning));

/** Why a cluster's charts cannot be added to a scope. */
function scopeProblems(scope: Construct, id: string): readonly string[] {
  if (!(scope instanceof App)) {
    return [
      `MetalCluster ${id} is added to ${scope.constructor.name} ${scope.node.path}, but its files need an App of their own; write new MetalCluster(new App(), '${id}', …)`,
    ];
  }
  const other = scope.node.children.find((child) => child instanceof MetalCluster && child.node.id !== id);
  return other === undefined
    ? []
    : [`MetalCluster ${id} is added to the App of MetalCluster ${other.node.id}, but an App has one output folder; give each cluster an App of its own`];
}

/**
 * All manifests of a cluster: `new MetalCluster(app, 'home', { cluster })`.
 *
 * It adds its charts to the App itself, because only those keep the names of their files; and an App has one output folder. So give each cluster an
 * App of its own.
 */
export class MetalCluster extends Construct {
  /** The cluster whose manifests these are. */
  public readonly cluster: Cluster;

  /** The charts that the cluster has, by their ids: `metal.charts['0110-calico']`. What is added to one comes into its file. */
  public readonly charts: ChartsById;

  /** The files of these charts in their order, each with what must come true after it: the stages of `cluster.sh`. */
  public readonly stages: readonly Stage[];

  /** Problems of the spec that did not keep it from becoming a cluster. */
  public readonly warnings: readonly Problem[];

  constructor(scope: Construct, id: string, { cluster, without = [], warn = print }: MetalClusterProps) {
    super(scope, id);
    const problems = [...scopeProblems(scope, id), ...withoutProblems(cluster, without).map((problem) => `MetalCluster ${id}: ${problem}`)];
    if (!(scope instanceof App) || problems.length > 0) throw new Error(problems.join('\n'));
    this.node.addValidation({ validate: () => [...fileOrderProblems(scope)] });
    this.cluster = cluster;
    this.charts = Object.fromEntries(chartsOf(cluster, { without }).map((chart) => [chart.id, chart.addTo(scope, cluster)]));
    this.stages = stagesOf(cluster, { without });
    this.warnings = cluster.warnings;
    this.warnings.forEach(warn);
    new KnownNodes(this, 'Nodes', { places: placesOf(cluster), warn });
  }
}
