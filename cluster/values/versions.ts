/** A Kubernetes release, `major.minor.patch`. */
export interface KubernetesVersion {
  /** `1.36.4`, without a leading v. */
  readonly text: string;
  /** 36. */
  readonly minor: number;
}

/** Reads `1.36.4`, also with a leading v; undefined for anything less, since every download needs all three parts. */
export function tryParseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const [, release, minor] = /^v?(1\.(0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2}))$/.exec(text) ?? [];
  return release === undefined ? undefined : { text: release, minor: Number(minor) };
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
  readonly cephCsi: string;
  readonly csiAddons: string;
  readonly csiAttacher: string;
  readonly csiNodeDriverRegistrar: string;
  readonly csiProvisioner: string;
  readonly csiResizer: string;
  readonly csiSnapshotter: string;
  readonly snapshotController: string;
  /** What the samples run: a shell, a web server and a client. */
  readonly busybox: string;
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
  // What Rook v1.20.6 and its CSI operator are released with.
  cephCsi: 'v3.17.0',
  csiAddons: 'v0.14.0',
  csiAttacher: 'v4.12.0',
  csiNodeDriverRegistrar: 'v2.17.0',
  csiProvisioner: 'v6.2.0',
  csiResizer: 'v2.1.0',
  csiSnapshotter: 'v8.5.0',
  // The release v8.6.0 of external-snapshotter still names this image.
  snapshotController: 'v8.5.0',
  busybox: '1.37.0',
};

/** Each Calico release is installed by one operator release: the operator v1.43.0, for one, installs Calico v3.32.0. */
export const OPERATOR_OF_CALICO: Readonly<Partial<Record<string, string>>> = { 'v3.32.1': 'v1.42.3' };

/** First and last Kubernetes minor that something works with, by its owner's word. */
export type Minors = readonly [first: number, last: number];

/** What is known about a version. */
export interface Release {
  /** Kubernetes minors that its owner tests it with. */
  readonly kubernetes: Minors;
  /** Why this project does not install it, whatever the Kubernetes version. */
  readonly refused?: string;
  /** What to think of before choosing it. */
  readonly warned?: string;
}

const ONE_SET_OF_MANIFESTS = 'is not what this release of cdk8s-metal carries the manifests of';

/**
 * The components whose version a spec may choose, and what fits with what.
 *
 * @see https://github.com/containerd/containerd/blob/main/RELEASES.md
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
 * @see https://rook.io/docs/rook/v1.20/Getting-Started/Prerequisites/prerequisites/
 */
export const RELEASES: Readonly<Record<'calico' | 'ceph' | 'containerd' | 'rook', Readonly<Record<string, Release>>>> = {
  containerd: {
    '2.3': { kubernetes: [35, 37] },
    '2.2': { kubernetes: [35, 36], warned: 'gets no more fixes since 2026-11-06' },
    '2.1': { kubernetes: [34, 35], warned: 'gets no more fixes since 2026-07-03' },
    '2.0': { kubernetes: [33, 34] },
    '1.7': { kubernetes: [31, 35], refused: 'reads another configuration than the one that is written here' },
  },
  calico: {
    'v3.31.7': { kubernetes: [32, 35], refused: ONE_SET_OF_MANIFESTS },
    'v3.32.1': { kubernetes: [34, 36] },
    'v3.33.0': { kubernetes: [35, 37], refused: ONE_SET_OF_MANIFESTS },
    'v3.33.1': { kubernetes: [35, 37], refused: ONE_SET_OF_MANIFESTS },
  },
  // Rook itself begins at 1.31; the ceph-csi-operator that it needs begins at 1.32.
  rook: {
    'v1.19.10': { kubernetes: [30, 35], refused: ONE_SET_OF_MANIFESTS },
    'v1.20.6': { kubernetes: [32, 36] },
  },
  ceph: {
    'v19.2.6': { kubernetes: [31, 36] },
    'v20.2.0': { kubernetes: [31, 36], refused: 'corrupts data when clients read from the nearest copy' },
    'v20.2.4': { kubernetes: [31, 36] },
  },
};

/** The first release of Ceph that Rook takes. */
export const FIRST_CEPH = [19, 2, 0] as const;

/** The Kubernetes minors that get fixes upstream and that every component above works with. */
export const KUBERNETES_MINORS: Minors = [35, 36];

/** Minors that get no more fixes, and since when. */
export const END_OF_LIFE: Readonly<Partial<Record<number, string>>> = { 31: '2025-11-11', 32: '2026-02-28', 33: '2026-06-28', 34: '2026-10-27' };

/**
 * Minor → the image of the container that holds a pod's namespaces. The runtime must name the one that kubeadm expects.
 *
 * @see `kubeadm config images list`
 */
export const PAUSE_IMAGES: Readonly<Partial<Record<number, string>>> = { 35: 'registry.k8s.io/pause:3.10.1', 36: 'registry.k8s.io/pause:3.10.2' };
