import { taintsOf } from '../../cluster/facts/roles';
import type { Cluster, Node, Taint } from '../../cluster/model/cluster';
import { type Argument, argumentList } from './argument';

/**
 * How a machine becomes a node.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-NodeRegistrationOptions
 */
export interface NodeRegistration {
  /** Name of the node. */
  readonly name: string;
  /** Where the container runtime answers; written, as kubeadm refuses to guess where two runtimes are installed. */
  readonly criSocket: string;
  /** All taints of the node. An empty list is none, whereas no list would be the taint of control planes. */
  readonly taints: readonly NodeTaint[];
  /** Flags of this machine's kubelet; what holds for all machines is in the KubeletConfiguration. */
  readonly kubeletExtraArgs: readonly Argument[];
  /** Names of preflight checks whose errors are shown as warnings. @default none */
  readonly ignorePreflightErrors?: readonly string[];
}

/**
 * A taint as Kubernetes has it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/#NodeSpec
 */
export interface NodeTaint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint. @default none, as most taints say enough by their key */
  readonly value?: string;
  /** What happens to pods that do not tolerate the taint. */
  readonly effect: Taint['effect'];
}

const CRI_SOCKET = 'unix:///run/containerd/containerd.sock';

const nodeTaint = ({ key, value, effect }: Taint): NodeTaint => ({ key, ...(value !== undefined && { value }), effect });

/**
 * The labels as a flag, and as kubectl writes them. The kubelet does not start with labels of kubernetes.io and k8s.io other than those below kubelet.kubernetes.io and
 * node.kubernetes.io and a few names, and NodeRestriction refuses them: `cluster/` lets none of them through.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
export const nodeLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key] ?? ''}`)
    .join(',');

/** How this machine becomes a node. Flags of the spec win over ours. */
export function nodeRegistration(cluster: Cluster, node: Node): NodeRegistration {
  const labels = nodeLabels(node.labels);
  const flags = {
    // Without it the kubelet takes the address of the default route, which a VPN or Wi-Fi may own.
    'node-ip': node.addresses.map(({ text }) => text).join(','),
    ...(labels !== '' && { 'node-labels': labels }),
    ...cluster.kubeadm.extraArgs.kubelet,
  };
  const { ignorePreflightErrors } = cluster.kubeadm;
  return {
    name: node.name,
    criSocket: CRI_SOCKET,
    taints: taintsOf(node, cluster).map(nodeTaint),
    kubeletExtraArgs: argumentList(flags),
    ...(ignorePreflightErrors.length > 0 && { ignorePreflightErrors }),
  };
}
