import type { KubeProxy } from '../../cluster/model/cluster';

/**
 * What holds for every kube-proxy.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/#kubeproxy-config-k8s-io-v1alpha1-KubeProxyConfiguration
 */
export interface KubeProxyConfiguration {
  readonly apiVersion: 'kubeproxy.config.k8s.io/v1alpha1';
  readonly kind: 'KubeProxyConfiguration';
  /** How kube-proxy forwards packets to Services: iptables, ipvs or nftables. */
  readonly mode: Exclude<KubeProxy, 'none'>;
}

/** The documents for kube-proxy: none where something else does its work. */
export const kubeProxyConfigurations = (mode: KubeProxy): readonly KubeProxyConfiguration[] =>
  mode === 'none' ? [] : [{ apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode }];
