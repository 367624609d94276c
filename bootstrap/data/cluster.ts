import { apiServerForPods, apiServerPort, endpointHostPort } from '../../cluster/facts/api-server';
import { firstControlPlane } from '../../cluster/facts/roles';
import type { Cluster } from '../../cluster/model/cluster';
import { type Constants, texts } from './constants';

/** What both programs know the cluster by: a machine remembers the first, and asks the API server at the second. */
export const identityConstants = (cluster: Cluster): Constants => ({
  CLUSTER_ID: `${cluster.name} at ${endpointHostPort(cluster)}`,
  ENDPOINT: endpointHostPort(cluster),
});

/** What holds for the whole cluster, as node.sh must know it. */
export function clusterConstants(cluster: Cluster): Constants {
  const { name, kubernetes, network } = cluster;
  const { endpoint } = cluster.controlPlane;
  return {
    CLUSTER_NAME: name,
    ...identityConstants(cluster),
    // A name that no name server needs to know: every machine's /etc/hosts does, with this address.
    ENDPOINT_NAME: endpoint.kind === 'name' ? endpoint.host : '',
    ENDPOINT_ADDRESS: endpoint.kind === 'name' ? apiServerForPods(cluster).host : '',
    // The node that inits the cluster; the others join it.
    FIRST_CONTROL_PLANE: firstControlPlane(cluster.nodes)?.name ?? '',
    // The address that moves between control planes, empty without one, and a number of its own in the network.
    VIP: endpoint.kind === 'vip' ? (endpoint.address?.text ?? '') : '',
    VIRTUAL_ROUTER_ID: String(((endpoint.address?.value ?? 0n) % 255n) + 1n),
    API_PORT: String(apiServerPort(cluster)),
    KUBERNETES_VERSION: kubernetes.text,
    POD_NETWORKS: texts(network.podCidrs),
    SERVICE_NETWORKS: texts(network.serviceCidrs),
  };
}
