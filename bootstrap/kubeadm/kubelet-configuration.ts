/**
 * What holds for every kubelet: kubeadm keeps it in the cluster and gives it to each machine that joins.
 * Fields that kubeadm fills in itself are left to it, among them `resolvConf` on machines where systemd-resolved runs.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/#kubelet-config-k8s-io-v1beta1-KubeletConfiguration
 */
export interface KubeletConfiguration {
  readonly apiVersion: 'kubelet.config.k8s.io/v1beta1';
  readonly kind: 'KubeletConfiguration';
  /** The counterpart of `SystemdCgroup` in containerd's configuration: control planes restart for ever where the two differ. */
  readonly cgroupDriver: 'systemd';
  /** How long a machine that is switched off waits for its pods: a Go duration. */
  readonly shutdownGracePeriod: string;
  /** The part of it that is kept for pods that the node itself needs. */
  readonly shutdownGracePeriodCriticalPods: string;
}

/** The document, the same for every cluster. */
export const KUBELET_CONFIGURATION: KubeletConfiguration = {
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  cgroupDriver: 'systemd',
  // Machines at home get switched off, and kubelet's default is not to wait. No more than 30 seconds: unattended-upgrades, which Ubuntu installs,
  // limits logind to them in a file that sorts after kubelet's, and a kubelet that is refused does not wait at all.
  // https://github.com/kubernetes/kubernetes/issues/102818
  shutdownGracePeriod: '30s',
  shutdownGracePeriodCriticalPods: '10s',
};
