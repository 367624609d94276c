/** What a field is when the spec leaves it out. Where the value depends on other fields, `complete.ts` computes it. */
export const DEFAULTS = {
  name: 'home',
  kubernetes: '1.36.4',
  nodeCidr: '192.168.0.0/24',
  /** Flannel's own default, and far from what home routers hand out. */
  podCidr: '10.244.0.0/16',
  /** kubeadm's own default. */
  serviceCidr: '10.96.0.0/12',
  dnsDomain: 'cluster.local',
  /** Works on one Ethernet segment without overhead and across segments with it. */
  encapsulation: 'VXLANCrossSubnet',
  bgp: 'Enabled',
  dataplane: 'Iptables',
  flannelBackend: 'vxlan',
  /** Calico's own defaults: 64 addresses a block. */
  blockSize: { 4: 26, 6: 122 },
  /** kubeadm's own defaults. */
  nodeCidrMaskSize: { 4: 24, 6: 64 },
  kubeProxy: 'iptables',
  /** A name of the zone that RFC 8375 keeps for homes. */
  endpointName: 'api.home.arpa',
  endpointPort: 6443,
  /** Upstream's repositories begin with this: one for each minor version. */
  kubernetesRepositories: 'https://pkgs.k8s.io/core:/stable:/v1.',
  /** Upstream's single programs, each with its sum. */
  binaries: 'https://dl.k8s.io',
  /** 60 MB that no part of a cluster needs. */
  kubectlConvert: false,
  role: 'worker',
  arch: 'amd64',
  osdsPerDevice: 1,
  /** Ceph's own, and the least that survives the loss of one machine while another is being repaired. */
  replicas: 3,
  /** The least of which a majority survives the loss of one. */
  mons: 3,
  mgrs: 2,
  blockPool: 'replicapool',
  /** On machines of OSDs XFS can lock up: https://rook.io/docs/rook/latest-release/Storage-Configuration/Block-Storage-RBD/block-storage/ */
  fsType: 'ext4',
  /** What every kernel can map. */
  imageFeatures: ['layering'],
  defaultReclaim: 'Delete',
  filesystem: 'cephfs',
  activeMds: 1,
  objectStore: 'objects',
  objectStoreInstances: 1,
  objectStorePort: 80,
  nfsServers: 1,
  /** They teach; who runs something else than a first cluster does not want them. */
  samples: false,
} as const;
