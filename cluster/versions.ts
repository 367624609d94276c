/** A Kubernetes release, `major.minor.patch`. */
export interface KubernetesVersion {
  /** `1.36.4`, without a leading v. */
  readonly text: string;
  /** 36. */
  readonly minor: number;
}

/** What is installed beside Kubernetes: component → version, as its owner writes it. */
export interface Pins {
  readonly calico: string;
  readonly tigeraOperator: string;
  readonly flannel: string;
  readonly flannelCniPlugin: string;
  readonly kubeRouter: string;
  readonly kubeVip: string;
  readonly containerd: string;
  readonly rook: string;
  readonly ceph: string;
  readonly cephCsiOperator: string;
}

/** The versions that this release installs and is tested with; no other place names one. */
export const PINS: Pins = {
  calico: 'v3.32.1',
  tigeraOperator: 'v1.42.3',
  flannel: 'v0.28.9',
  flannelCniPlugin: 'v1.9.1-flannel3',
  kubeRouter: 'v2.11.1',
  kubeVip: 'v1.2.3',
  containerd: '2.3',
  rook: 'v1.20.6',
  ceph: 'v20.2.4',
  cephCsiOperator: 'v1.0.4',
};
