/**
 * What kubeadm must know on each machine, as typed documents and as the text of its file.
 *
 * @module cdk8s-metal/kubeadm
 */

export type { ClusterConfiguration as KubeadmClusterConfiguration } from './cluster-configuration';
export type { InitConfiguration as KubeadmInitConfiguration } from './init-configuration';
export type { JoinConfiguration as KubeadmJoinConfiguration } from './join-configuration';
export type { KubeProxyConfiguration } from './kube-proxy-configuration';
export type { KubeletConfiguration } from './kubelet-configuration';
export { type KubeadmDocument, kubeadmDocuments } from './documents';
export { renderYaml } from './yaml';
