import type { Cluster, Node } from '../../cluster/model/cluster';
import { type LocalApiEndpoint, localApiEndpoint } from './local-api-endpoint';
import { type NodeRegistration, nodeRegistration } from './node-registration';
import { type Timeouts, timeouts } from './timeouts';

/**
 * What `kubeadm init` must know about the first control plane.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-InitConfiguration
 */
export interface InitConfiguration {
  readonly apiVersion: 'kubeadm.k8s.io/v1beta4';
  readonly kind: 'InitConfiguration';
  /** How long the tokens live that init makes: Go durations. */
  readonly bootstrapTokens: readonly { readonly ttl: string }[];
  /** Address and port of this machine's own API server. */
  readonly localAPIEndpoint: LocalApiEndpoint;
  /** How the machine becomes a node. */
  readonly nodeRegistration: NodeRegistration;
  /** How long kubeadm waits for what. */
  readonly timeouts: Timeouts;
}

/** The document for the first control plane. */
export function initConfiguration(cluster: Cluster, node: Node): InitConfiguration {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'InitConfiguration',
    // Tokens are made when a machine joins. Init insists on making one, too: nobody uses it, so it shall not live for its usual 24 hours.
    bootstrapTokens: [{ ttl: '1m0s' }],
    localAPIEndpoint: localApiEndpoint(cluster, node),
    nodeRegistration: nodeRegistration(cluster, node),
    timeouts: timeouts(cluster),
  };
}
