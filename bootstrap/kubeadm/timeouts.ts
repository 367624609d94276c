import type { Cluster, KubeadmTimeout } from '../../cluster/model/cluster';

/**
 * How long kubeadm waits, by its own names: Go durations as the spec has them; only those that it sets.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-Timeouts
 */
export type Timeouts = Readonly<Partial<Record<KubeadmTimeout, string>>>;

/** The timeouts of both documents. */
export const timeouts = ({ kubeadm }: Pick<Cluster, 'kubeadm'>): Timeouts =>
  Object.fromEntries(Object.entries(kubeadm.timeouts).map(([name, { text }]) => [name, text]));
