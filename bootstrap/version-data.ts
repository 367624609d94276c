import type { Cluster } from '../cluster/cluster';
import { PAUSE_IMAGES } from '../cluster/versions';
import { assign } from './shell';

/** What is installed beside Kubernetes itself, as far as the machine must know it before kubeadm is there to ask. */
export const versionData = ({ kubernetes, kubectlConvert, network, versions }: Cluster): string =>
  [
    assign('CONTAINERD_VERSION', versions.containerd),
    assign('PAUSE_IMAGE', PAUSE_IMAGES[kubernetes.minor] ?? ''),
    // none: its image is not needed.
    assign('KUBE_PROXY', network.kubeProxy),
    assign('KUBECTL_CONVERT', kubectlConvert ? 'yes' : 'no'),
  ].join('');
