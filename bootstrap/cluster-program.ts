import type { Cluster } from '../cluster/model/cluster';
import { type BashSources, program } from './program';
import { assign, assignList } from './shell';
import { type Stage, stageRows } from './stages';

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

/** Behind a name of the machines' /etc/hosts, which the desk does not read, is the address of the only control plane; it is in the certificate. */
function serverOf({ controlPlane: { endpoint }, nodes }: Cluster): string {
  const address = endpoint.address ?? (endpoint.kind === 'name' ? nodes.find(({ role }) => role === 'control-plane')?.addresses[0] : undefined);
  const host = address?.family === 6 ? `[${address.text}]` : (address?.text ?? endpoint.host);
  return `https://${host}:${endpoint.port}`;
}

const clusterData = (cluster: Cluster, stages: readonly Stage[], storageLines: readonly string[]): string =>
  [
    assign('PROGRAM', 'cluster.sh'),
    assign('CLUSTER_NAME', cluster.name),
    // Where the desk finds the API server.
    assign('API_SERVER', serverOf(cluster)),
    assign('ENDPOINT_KIND', cluster.controlPlane.endpoint.kind),
    // What is empty is left to ssh.
    assign('SSH_USER', cluster.ssh.user ?? ''),
    assign('SSH_PORT', cluster.ssh.port === undefined ? '' : String(cluster.ssh.port)),
    assign('SSH_KEY', cluster.ssh.key ?? ''),
    assign('SSH_CONFIG', cluster.ssh.config ?? ''),
    // Name, role, address.
    assignList(
      'MACHINES',
      cluster.nodes.map(({ name, role, addresses }) => [name, role, addresses[0].text].join('\t')),
    ),
    assign('STORAGE', cluster.storage.kind),
    assign('TOOLBOX_WANTED', cluster.storage.kind === 'rook' && cluster.storage.toolbox ? 'yes' : 'no'),
    // What plan prints of capacity.
    assignList('STORAGE_LINES', storageLines),
    // apply, file; or wait, title, seconds, kubectl until it is true, kubectl to show what is missing.
    assignList('STAGES', stageRows(stages)),
  ].join('');

/**
 * `cluster.sh`, the program that makes the cluster from the desk.
 *
 * @param stages the files of manifests that it applies, in their order
 * @param storageLines what its plan says of capacity, line by line
 */
export const clusterProgram = (cluster: Cluster, sources: BashSources, stages: readonly Stage[], storageLines: readonly string[]): string =>
  program(sources, 'bootstrap/cluster.bash', clusterData(cluster, stages, storageLines), CLUSTER_PARTS);
