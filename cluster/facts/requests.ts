import type { Requests } from './amount';

/**
 * What is kept free for pods that are not of Ceph: what our charts give theirs, and what kubeadm gives its own.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.4/cmd/kubeadm/app/phases/controlplane/manifests.go
 */
export const REQUESTS = {
  etcd: { cpu: '100m', memory: '100Mi' },
  apiServer: { cpu: '250m' },
  controllerManager: { cpu: '200m' },
  scheduler: { cpu: '100m' },
  coreDns: { cpu: '100m', memory: '70Mi' },
  flannel: { cpu: '100m', memory: '50Mi' },
  kubeRouter: { cpu: '250m', memory: '250Mi' },
  csiOperator: { cpu: '10m', memory: '64Mi' },
  sample: { cpu: '5m', memory: '8Mi' },
} as const satisfies Readonly<Record<string, Requests>>;

/** What kubeadm has of CoreDNS. */
export const CORE_DNS_PODS = 2;
