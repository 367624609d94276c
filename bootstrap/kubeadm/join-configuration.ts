import type { Cluster, Node } from '../../cluster/model/cluster';
import { type LocalApiEndpoint, localApiEndpoint } from './local-api-endpoint';
import { type NodeRegistration, nodeRegistration } from './node-registration';
import { type Timeouts, timeouts } from './timeouts';

/**
 * What `kubeadm join` must know about a machine.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-JoinConfiguration
 */
export interface JoinConfiguration {
  readonly apiVersion: 'kubeadm.k8s.io/v1beta4';
  readonly kind: 'JoinConfiguration';
  /** Address and port of the API server that the machine gets as a control plane. @default none, as a worker has no API server */
  readonly controlPlane?: { readonly localAPIEndpoint: LocalApiEndpoint };
  /** How the machine finds the cluster and trusts it. */
  readonly discovery: Discovery;
  /** How the machine becomes a node. */
  readonly nodeRegistration: NodeRegistration;
  /** How long kubeadm waits for what. */
  readonly timeouts: Timeouts;
}

/**
 * How a machine finds the cluster and is trusted by it.
 *
 * @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#file-or-https-based-discovery
 */
export interface Discovery {
  /** Discovery by a kubeconfig. */
  readonly file: {
    /** A kubeconfig with the endpoint, the CA and a bootstrap token. */
    readonly kubeConfigPath: string;
  };
}

/*
 * No secret may be in here, and kubeadm takes no secret by flag beside --config. A kubeconfig on standard input, made at join time with a fresh
 * token (endpoint, CA certificate and `users[].user.token`), completes the document without an edit: it brings trust in both directions, is in no
 * file of ours, no argument list and no log, and cannot be stale in a second run. `config validate` wants the file to exist, which holds for
 * /dev/stdin everywhere. Standard input must be a pipe or a file (`printf … | kubeadm join`), as Linux does not reopen sockets. kubeadm itself keeps
 * the token in /etc/kubernetes/bootstrap-kubelet.conf until the kubelet has its certificate.
 */
const DISCOVERY: Discovery = { file: { kubeConfigPath: '/dev/stdin' } };

/*
 * There is no certificateKey either: kubeadm would take it from this document or from the command line only, it is a secret in both places, and what
 * it decrypts expires after two hours. A further control plane gets /etc/kubernetes/pki/{ca,sa,front-proxy-ca,etcd/ca} from the first one
 * over the same ssh connections before it joins, which kubeadm accepts as manual certificate distribution.
 * https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#manual-certs
 */

/** The document for every machine but the first control plane. */
export function joinConfiguration(cluster: Cluster, node: Node): JoinConfiguration {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'JoinConfiguration',
    ...(node.role === 'control-plane' && { controlPlane: { localAPIEndpoint: localApiEndpoint(cluster, node) } }),
    discovery: DISCOVERY,
    nodeRegistration: nodeRegistration(cluster, node),
    timeouts: timeouts(cluster),
  };
}
