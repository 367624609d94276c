import type { Cluster, Disk, Node } from '../../cluster/model/cluster';
import { nodeLabels, nodeRegistration } from '../kubeadm/node-registration';
import type { Constants } from './constants';

const diskText = ({ device, size }: Disk): string => `${device}=${size === undefined ? '' : String(size.bytes)}`;

/** What Ceph gets: disks, and those for the databases of others, of which the spec knows no size and which several disks may share. */
const disksOf = ({ disks }: Node): readonly string[] => [
  ...new Set([...disks.map(diskText), ...disks.flatMap(({ metadataDevice }) => (metadataDevice === undefined ? [] : [`${metadataDevice}=`]))]),
];

/**
 * What bash must know of a machine: name, role, addresses, architecture, kubelet's flags and taints for kubeadm as JSON, disks where storage uses them,
 * labels and taints as kubectl writes them. No field holds a tab.
 */
function row(cluster: Cluster, node: Node): string {
  const { kubeletExtraArgs, taints } = nodeRegistration(cluster, node);
  return [
    node.name,
    node.role,
    node.addresses.map(({ text }) => text).join(','),
    node.arch,
    JSON.stringify(kubeletExtraArgs),
    JSON.stringify(taints),
    cluster.storage.kind === 'rook' ? disksOf(node).join(' ') : '',
    nodeLabels(node.labels),
    taints.map(({ key, value, effect }) => `${key}${value === undefined ? '' : `=${value}`}:${effect}`).join(','),
  ].join('\t');
}

/** The table of the nodes, in the order of the spec. */
export const nodeConstants = (cluster: Cluster): Constants => ({
  // A row for each; `read_row` in lib/machine.bash names its fields.
  NODES: cluster.nodes.map((node) => row(cluster, node)),
});
