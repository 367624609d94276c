import type { Cluster } from '../model/cluster';

/** Image of flannel's daemon. */
export const flannelImage = (version: string): string => `ghcr.io/flannel-io/flannel:${version}`;

/** Image of the init container that installs the CNI plugin `flannel` on a machine. */
export const flannelCniPluginImage = (version: string): string => `ghcr.io/flannel-io/flannel-cni-plugin:${version}`;

/** Image of kube-router's daemon. */
export const kubeRouterImage = (version: string): string => `docker.io/cloudnativelabs/kube-router:${version}`;

/** Image of Ceph: of its daemons and the toolbox. */
export const cephImage = (version: string): string => `quay.io/ceph/ceph:${version}`;

/** The images that each machine runs before it is Ready. Calico's are not among them: only its operator knows all of their names. */
export function networkImages({ network: { cni }, versions }: Pick<Cluster, 'network' | 'versions'>): readonly string[] {
  switch (cni.kind) {
    case 'flannel':
      return [flannelCniPluginImage(versions.flannelCniPlugin), flannelImage(versions.flannel)];
    case 'kubeRouter':
      return [kubeRouterImage(versions.kubeRouter)];
    default:
      return [];
  }
}
