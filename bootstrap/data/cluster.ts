import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

const texts = (values: readonly { readonly text: string }[]): readonly string[] => values.map(({ text }) => text);

/** What holds for the whole cluster, as node.sh must know it. */
export function clusterConstants({ name, kubernetes, controlPlane: { endpoint }, network }: Cluster): Constants {
  const host = endpoint.address?.text ?? endpoint.host;
  const hostPort = `${endpoint.address?.family === 6 ? `[${host}]` : host}:${endpoint.port}`;
  return {
    CLUSTER_NAME: name,
    // What a machine remembers of the cluster that it belongs to.
    CLUSTER_ID: `${name} at ${hostPort}`,
    ENDPOINT: hostPort,
    // A name that no name server needs to know: every machine's /etc/hosts does.
    ENDPOINT_NAME: endpoint.kind === 'name' ? endpoint.host : '',
    API_PORT: String(endpoint.kind === 'loadBalancer' ? 6443 : endpoint.port),
    KUBERNETES_VERSION: kubernetes.text,
    POD_NETWORKS: texts(network.podCidrs),
    SERVICE_NETWORKS: texts(network.serviceCidrs),
  };
}
