import type { Cluster } from '../cluster/model/cluster';
import type { Constants } from './data/constants';
import { deskConstants } from './data/desk';
import { type Stage, stageConstants } from './data/stages';
import { storageConstants, storageDeskConstants } from './data/storage';
import { type BashSources, program } from './program';

/** The parts of `cluster.sh`, in the order in which it is read. */
export const CLUSTER_PARTS: readonly string[] = [
  'bootstrap/lib/output.bash',
  'bootstrap/lib/run.bash',
  'bootstrap/cluster/machines.bash',
  'bootstrap/cluster/desk.bash',
  'bootstrap/cluster/jobs.bash',
  'bootstrap/cluster/connection.bash',
  'bootstrap/cluster/facts.bash',
  'bootstrap/cluster/steps.bash',
  'bootstrap/cluster/kubeconfig.bash',
  'bootstrap/cluster/up.bash',
  'bootstrap/cluster/apply.bash',
  'bootstrap/cluster/status.bash',
  'bootstrap/cluster/down.bash',
  'bootstrap/cluster/ceph.bash',
  'bootstrap/cluster/storage.bash',
  'bootstrap/cluster/drain.bash',
  'bootstrap/cluster/osd.bash',
  'bootstrap/cluster/teardown.bash',
];

/** Topic by topic, what the bash of cluster.sh finds as constants. */
const dataOf = (cluster: Cluster, stages: readonly Stage[], storageLines: readonly string[]): readonly Constants[] => [
  { PROGRAM: 'cluster.sh', ...deskConstants(cluster) },
  // STORAGE_LINES: what plan prints of capacity.
  { ...storageConstants(cluster), ...storageDeskConstants(cluster), STORAGE_LINES: storageLines },
  stageConstants(stages),
];

/**
 * `cluster.sh`, the program that makes the cluster from the desk.
 *
 * @param stages the files of manifests that it applies, in their order
 * @param storageLines what its plan says of capacity, line by line
 */
export const clusterProgram = (cluster: Cluster, sources: BashSources, stages: readonly Stage[], storageLines: readonly string[]): string =>
  program(sources, 'bootstrap/cluster.bash', dataOf(cluster, stages, storageLines), CLUSTER_PARTS);
