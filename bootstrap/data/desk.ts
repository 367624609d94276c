import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

/** Behind a name of the machines' /etc/hosts, which the desk does not read, is the address of the only control plane; it is in the certificate. */
function serverOf({ controlPlane: { endpoint }, nodes }: Cluster): string {
  const address = endpoint.address ?? (endpoint.kind === 'name' ? nodes.find(({ role }) => role === 'control-plane')?.addresses[0] : undefined);
  const host = address?.family === 6 ? `[${address.text}]` : (address?.text ?? endpoint.host);
  return `https://${host}:${endpoint.port}`;
}

/** The cluster and its machines, as cluster.sh reaches them from the desk. */
export const deskConstants = (cluster: Cluster): Constants => ({
  CLUSTER_NAME: cluster.name,
  // Where the desk finds the API server.
  API_SERVER: serverOf(cluster),
  ENDPOINT_KIND: cluster.controlPlane.endpoint.kind,
  // What is empty is left to ssh.
  SSH_USER: cluster.ssh.user ?? '',
  SSH_PORT: cluster.ssh.port === undefined ? '' : String(cluster.ssh.port),
  SSH_KEY: cluster.ssh.key ?? '',
  SSH_CONFIG: cluster.ssh.config ?? '',
  // Name, role, address; tabs between them.
  MACHINES: cluster.nodes.map(({ name, role, addresses }) => [name, role, addresses[0].text].join('\t')),
});
