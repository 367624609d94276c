import { networkImages } from '../cluster/facts/images';
import type { Cluster } from '../cluster/model/cluster';
import { PAUSE_IMAGES } from '../cluster/values/versions';
import { assign, assignList } from './shell';

/** What is installed beside Kubernetes itself, as far as the machine must know it before kubeadm is there to ask. */
export function versionData(cluster: Cluster): string {
  const { kubernetes, kubectlConvert, network, versions } = cluster;
  return [
    assign('CONTAINERD_VERSION', versions.containerd),
    assign('PAUSE_IMAGE', PAUSE_IMAGES[kubernetes.minor] ?? ''),
    // none: its image is not needed.
    assign('KUBE_PROXY', network.kubeProxy),
    assign('KUBECTL_CONVERT', kubectlConvert ? 'yes' : 'no'),
    assignList('NETWORK_IMAGES', networkImages(cluster)),
  ].join('');
}
