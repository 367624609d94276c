import type { Cluster } from '../cluster/model/cluster';
import type { Constants } from './data/constants';
import { deskConstants } from './data/desk';
import { registryAccessConstants } from './data/sources';
import { type Stage, stageConstants } from './data/stages';
import { rookConstants, storageConstants } from './data/storage';
import { type BashSources, below, program } from './program';
import { CLUSTER_COMMANDS, verbConstants } from './verbs';

/** Files of the library that `cluster.sh` has, too; its own follow. None runs anything when it is read. */
const SHARED: readonly string[] = ['authorities', 'completion', 'member-files', 'nearest', 'output', 'retry', 'usage', 'verbs'];

/** Topic by topic, what the bash of cluster.sh finds as constants. */
const dataOf = (cluster: Cluster, stages: readonly Stage[], planLines: readonly string[]): readonly Constants[] => [
  { PROGRAM: 'cluster.sh', ...deskConstants(cluster), ...registryAccessConstants(cluster) },
  // PLAN_LINES: what plan prints of machines and capacity.
  { ...storageConstants(cluster), PLAN_LINES: planLines, ...rookConstants(cluster) },
  stageConstants(stages),
  verbConstants(CLUSTER_COMMANDS),
];

/**
 * `cluster.sh`, the program that makes the cluster from the desk.
 *
 * @param stages the files of manifests that it applies, in their order
 * @param planLines what its plan says of machines and capacity, line by line
 */
export const clusterProgram = (cluster: Cluster, sources: BashSources, stages: readonly Stage[], planLines: readonly string[]): string =>
  program(sources, 'bootstrap/cluster.bash', dataOf(cluster, stages, planLines), [
    ...SHARED.map((name) => `bootstrap/lib/${name}.bash`),
    ...below(sources, 'bootstrap/cluster/'),
  ]);
