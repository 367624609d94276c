import type { Cluster, Node } from '../../cluster/model/cluster';

/**
 * Where the API server of one control plane listens.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-APIEndpoint
 */
export interface LocalApiEndpoint {
  /** Address of the machine. */
  readonly advertiseAddress: string;
  /** Port on every address of the machine. */
  readonly bindPort: number;
}

/** kubeadm's own default; a load balancer forwards to it, whatever port it listens on itself. */
const BIND_PORT = 6443;

/** Where the API server of this control plane listens; a name or a VIP leads to the machine itself, so the endpoint's port is the machine's. */
export function localApiEndpoint({ controlPlane: { endpoint } }: Cluster, node: Node): LocalApiEndpoint {
  return { advertiseAddress: node.addresses[0].text, bindPort: endpoint.kind === 'loadBalancer' ? BIND_PORT : endpoint.port };
}
