import { apiServerUrl } from '../../cluster/facts/api-server';
import { firstControlPlane } from '../../cluster/facts/roles';
import type { Cluster } from '../../cluster/model/cluster';
import { formatProblem } from '../../cluster/values/problem';
import { identityConstants } from './cluster';
import type { Constants } from './constants';

/** The cluster and its machines, as cluster.sh reaches them from the desk. */
export const deskConstants = (cluster: Cluster): Constants => ({
  CLUSTER_NAME: cluster.name,
  ...identityConstants(cluster),
  // Where the desk finds the API server.
  API_SERVER: apiServerUrl(cluster),
  // Through its kubectl the desk asks the cluster.
  FIRST_CONTROL_PLANE: firstControlPlane(cluster.nodes)?.name ?? '',
  // What is empty is left to ssh.
  SSH_USER: cluster.ssh.user ?? '',
  SSH_PORT: cluster.ssh.port === undefined ? '' : String(cluster.ssh.port),
  SSH_KEY: cluster.ssh.key ?? '',
  SSH_CONFIG: cluster.ssh.config ?? '',
  // What synth warned of, for plan to say again.
  SPEC_WARNINGS: cluster.warnings.map((one) => formatProblem(one)),
  // Name, role, address; tabs between them.
  MACHINES: cluster.nodes.map(({ name, role, addresses }) => [name, role, addresses[0].text].join('\t')),
});
