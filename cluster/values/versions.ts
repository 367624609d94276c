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

/** Components that are installed beside Kubernetes, with their versions as their owners write them. */
export interface Pins {
  /** Calico, as v3.32.1. */
  readonly calico: string;
  /** The operator that installs Calico, as v1.42.3; each release of Calico names one. */
  readonly tigeraOperator: string;
  /** flannel, as v0.28.9. */
  readonly flannel: string;
  /** The CNI plugin that flannel installs. */
  readonly flannelCniPlugin: string;
  /** kube-router, as v2.11.1. */
  readonly kubeRouter: string;
  /** Minor version of containerd, as 2.3. */
  readonly containerd: string;
  /** Rook, as v1.20.6. */
  readonly rook: string;
  /** Ceph, as v20.2.4. */
  readonly ceph: string;
  /** The operator that installs the CSI drivers of Ceph. */
  readonly cephCsiOperator: string;
  /** The CSI drivers of Ceph. */
  readonly cephCsi: string;
  /** The sidecar of csi-addons: fencing, rotation of keys, reclaiming space. */
  readonly csiAddons: string;
  /** The sidecar that attaches volumes to nodes. */
  readonly csiAttacher: string;
  /** The sidecar that makes a driver known to the kubelet. */
  readonly csiNodeDriverRegistrar: string;
  /** The sidecar that makes and deletes volumes. */
  readonly csiProvisioner: string;
  /** The sidecar that lets volumes grow. */
  readonly csiResizer: string;
  /** The sidecar that takes snapshots. */
  readonly csiSnapshotter: string;
  /** The controller that binds snapshots to their content. */
  readonly snapshotController: string;
  /** What the samples run: a shell, a web server and a client. */
  readonly busybox: string;
}

/** The versions that this release of cdk8s-metal installs and is tested with; no other place names one. */
export const PINS: Pins = {
  calico: 'v3.32.1',
  // Each operator installs one Calico release: v1.43.0, for one, installs Calico v3.32.0.
  tigeraOperator: 'v1.42.3',
  flannel: 'v0.28.9',
  flannelCniPlugin: 'v1.9.1-flannel3',
  kubeRouter: 'v2.11.1',
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

/** First and last Kubernetes minor that a release supports, as its owner documents it. */
export type Minors = readonly [first: number, last: number];

/** Facts about a release. */
export interface Release {
  /** Kubernetes minors that its owner tests it with. */
  readonly kubernetes: Minors;
  /** Why cdk8s-metal does not install it, as the rest of a sentence. */
  readonly refused?: string;
  /** A drawback that is worth a warning, as the rest of a sentence. */
  readonly warned?: string;
}

/**
 * The Kubernetes minors that the pinned releases of other components support. Rook itself begins at 1.31, the ceph-csi-operator that it needs at 1.32.
 *
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements
 * @see https://rook.io/docs/rook/latest-release/Getting-Started/Prerequisites/prerequisites/
 */
export const SUPPORTED_MINORS: Readonly<Record<'calico' | 'rook', Minors>> = { calico: [34, 36], rook: [32, 36] };

/** A component whose version a spec may choose. */
export type Component = 'ceph' | 'containerd';

/**
 * The releases of the components whose version a spec may choose.
 *
 * @see https://github.com/containerd/containerd/blob/main/RELEASES.md
 */
export const RELEASES: Readonly<Record<Component, Readonly<Record<string, Release>>>> = {
  containerd: {
    '2.3': { kubernetes: [35, 37] },
    '2.2': { kubernetes: [35, 36], warned: 'is past its end of life, 2026-11-06' },
    '2.1': { kubernetes: [34, 35], warned: 'is past its end of life, 2026-07-03' },
    '2.0': { kubernetes: [33, 34] },
    '1.7': { kubernetes: [31, 35], refused: 'reads another configuration format than the one that is written here' },
  },
  ceph: {
    'v19.2.6': { kubernetes: [31, 36] },
    'v20.2.0': { kubernetes: [31, 36], refused: 'corrupts data when clients read from the nearest copy' },
    'v20.2.4': { kubernetes: [31, 36] },
  },
};

/** The first release of Ceph that Rook takes. */
export const FIRST_CEPH = [19, 2, 0] as const;

/** The Kubernetes minors that get fixes upstream and that every component above supports. */
export const KUBERNETES_MINORS: Minors = [35, 36];

/** Minor → the date of its end of life. */
export const END_OF_LIFE: Readonly<Partial<Record<number, string>>> = { 31: '2025-11-11', 32: '2026-02-28', 33: '2026-06-28', 34: '2026-10-27' };

/**
 * Minor → the image of the container that holds a pod's namespaces. The runtime must name the one that kubeadm expects.
 *
 * @see `kubeadm config images list`
 */
export const PAUSE_IMAGES: Readonly<Partial<Record<number, string>>> = { 35: 'registry.k8s.io/pause:3.10.1', 36: 'registry.k8s.io/pause:3.10.2' };
