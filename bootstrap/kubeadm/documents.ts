import { firstControlPlane } from '../../cluster/facts/roles';
import type { Cluster, Node } from '../../cluster/model/cluster';
import { type ClusterConfiguration, clusterConfiguration } from './cluster-configuration';
import { type InitConfiguration, initConfiguration } from './init-configuration';
import { type JoinConfiguration, joinConfiguration } from './join-configuration';
import { type KubeProxyConfiguration, kubeProxyConfigurations } from './kube-proxy-configuration';
import { KUBELET_CONFIGURATION, type KubeletConfiguration } from './kubelet-configuration';

/** One document of the file that `kubeadm --config` reads. */
export type KubeadmDocument = ClusterConfiguration | InitConfiguration | JoinConfiguration | KubeProxyConfiguration | KubeletConfiguration;

/**
 * What kubeadm must know on this machine. The first control plane of the spec inits the cluster and brings what all have in common; every other machine
 * joins. No document holds a secret.
 */
export const kubeadmDocuments = (cluster: Cluster, node: Node): readonly KubeadmDocument[] =>
  firstControlPlane(cluster.nodes)?.name === node.name
    ? [initConfiguration(cluster, node), clusterConfiguration(cluster), KUBELET_CONFIGURATION, ...kubeProxyConfigurations(cluster.network.kubeProxy)]
    : [joinConfiguration(cluster, node)];
