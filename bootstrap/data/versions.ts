import type { Cluster } from '../../cluster/model/cluster';
import { networkImages } from '../../cluster/facts/images';
import { PAUSE_IMAGES } from '../../cluster/values/versions';
import { type Constants, yesOrNo } from './constants';

/** What is installed beside Kubernetes itself, as far as the machine must know it before kubeadm is there to ask. */
export const versionConstants = (cluster: Cluster): Constants => ({
  CONTAINERD_VERSION: cluster.versions.containerd,
  PAUSE_IMAGE: PAUSE_IMAGES[cluster.kubernetes.minor] ?? '',
  // none: its image is not needed.
  KUBE_PROXY: cluster.network.kubeProxy,
  KUBECTL_CONVERT: yesOrNo(cluster.kubectlConvert),
  NETWORK_IMAGES: networkImages(cluster),
});
