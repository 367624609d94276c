import { apiServerPort } from '../../cluster/facts/api-server';
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

/** Where the API server of this control plane listens. */
export const localApiEndpoint = (cluster: Pick<Cluster, 'controlPlane'>, node: Pick<Node, 'addresses'>): LocalApiEndpoint => ({
  advertiseAddress: node.addresses[0].text,
  bindPort: apiServerPort(cluster),
});
