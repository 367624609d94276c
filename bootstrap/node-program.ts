import type { Cluster } from '../cluster/model/cluster';
import { clusterConstants } from './data/cluster';
import type { Constants } from './data/constants';
import { firewallConstants } from './data/firewall';
import { kernelConstants } from './data/kernel';
import { documentConstants, kubeadmConstants } from './data/kubeadm';
import { needConstants } from './data/needs';
import { nodeConstants } from './data/nodes';
import { proxyConstants } from './data/proxy';
import { sourceConstants } from './data/sources';
import { storageConstants, storageNetworkConstants } from './data/storage';
import { topicConstants } from './data/topics';
import { versionConstants } from './data/versions';
import { phaseConstants, PHASES } from './phases';
import { type BashSources, below, program } from './program';
import { NODE_COMMANDS, verbConstants } from './verbs';

const HERE = 'bootstrap/';

/** Topic by topic, what the bash of node.sh finds as constants. */
const dataOf = (cluster: Cluster): readonly Constants[] => [
  { PROGRAM: 'node.sh', ...clusterConstants(cluster) },
  versionConstants(cluster),
  { ...sourceConstants(cluster), ...proxyConstants(cluster) },
  { ...storageConstants(cluster), ...storageNetworkConstants(cluster), ...kernelConstants(cluster) },
  firewallConstants(cluster),
  phaseConstants(),
  kubeadmConstants(cluster),
  { ...nodeConstants(cluster), ...needConstants(cluster) },
  documentConstants(cluster),
  topicConstants(cluster),
  verbConstants(NODE_COMMANDS),
];

/**
 * `node.sh`, the program that turns a machine into a node: data, library, phases in their order, verbs.
 *
 * @param sources path → text of every bash file in `bootstrap/`
 */
export const nodeProgram = (cluster: Cluster, sources: BashSources): string =>
  program(sources, `${HERE}node.bash`, dataOf(cluster), [
    ...below(sources, `${HERE}lib/`),
    ...PHASES.map(({ name }) => `${HERE}phases/${name}.bash`),
    ...below(sources, `${HERE}node/`),
  ]);
