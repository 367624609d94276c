/**
 * A cluster, what is wrong with it, and all of its manifests. What else there is has a sub-path of its own.
 *
 * @module cdk8s-metal
 */

export { type Outcome as ClusterOutcome, ClusterError, defineCluster, readCluster } from './cluster/define';
export type { ClusterSpec } from './cluster/spec/cluster-spec';
export type { Cluster } from './cluster/model/cluster';
export { type KubernetesVersion, type Pins, PINS } from './cluster/values/versions';
export { type Path as ProblemPath, type Position as ProblemPosition, type Problem, formatProblem } from './cluster/values/problem';
export { type MetalClusterProps, MetalCluster } from './charts/metal-cluster';
export { type ChartId, type ChartOptions, type ChartsById, type Stage as ClusterStage, stagesOf } from './charts/order';
export type { Wait as StageWait } from './charts/row/wait';
