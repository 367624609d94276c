import { apiServerForPods, apiServerPort, endpointHostPort } from '../../cluster/facts/api-server';
import { firstControlPlane } from '../../cluster/facts/roles';
import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

const texts = (values: readonly { readonly text: string }[]): readonly string[] => values.map(({ text }) => text);

/** What holds for the whole cluster, as node.sh must know it. */
export function clusterConstants(cluster: Cluster): Constants {
  const { name, kubernetes, network } = cluster;
  const { endpoint } = cluster.controlPlane;
  return {
    CLUSTER_NAME: name,
    // What a machine remembers of the cluster that it belongs to.
    CLUSTER_ID: `${name} at ${endpointHostPort(cluster)}`,
    ENDPOINT: endpointHostPort(cluster),
    // A name that no name server needs to know: every machine's /etc/hosts does, with this address.
    ENDPOINT_NAME: endpoint.kind === 'name' ? endpoint.host : '',
    ENDPOINT_ADDRESS: endpoint.kind === 'name' ? apiServerForPods(cluster).host : '',
    // The node that inits the cluster; the others join it.
    FIRST_CONTROL_PLANE: firstControlPlane(cluster.nodes)?.name ?? '',
    API_PORT: String(apiServerPort(cluster)),
    KUBERNETES_VERSION: kubernetes.text,
    POD_NETWORKS: texts(network.podCidrs),
    SERVICE_NETWORKS: texts(network.serviceCidrs),
  };
}
