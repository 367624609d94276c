/**
 * The types of what a `Cluster` is made of, and of the parts of its spec.
 *
 * @module cdk8s-metal/cluster
 */

export type {
  AptSource,
  Calico as CalicoNetwork,
  Cidrs,
  Cni,
  ControlPlane as ClusterControlPlane,
  Disk as ClusterDisk,
  Endpoint as ClusterEndpoint,
  Flannel as FlannelNetwork,
  Kubeadm,
  KubeadmComponent,
  KubeadmTimeout,
  KubeProxy,
  KubeRouter as KubeRouterNetwork,
  Network as ClusterNetwork,
  NoCni,
  Node as ClusterNode,
  Proxy as ClusterProxy,
  Sources as ClusterSources,
  Ssh as ClusterSsh,
  Taint as NodeTaint,
} from './model/cluster';
export type {
  BlockPool,
  DataPool,
  ErasureCoded,
  Filesystem,
  NoStorage,
  ObjectStore,
  Protection,
  Replicated,
  Rook as RookStorage,
  Storage as ClusterStorage,
  StorageNetwork,
} from './model/storage';
export type { Address, AddressRange, Cidr, Family } from './values/cidr';
export type { Duration as GoDuration } from './values/duration';
export type { KernelVersion } from './values/kernel-version';
export type { Quantity } from './values/quantity';
export type {
  VersionsSpec,
  NetworkSpec,
  CniSpec,
  CalicoSpec,
  FlannelSpec,
  ControlPlaneSpec,
  EndpointSpec,
  KubeadmSpec,
  TimeoutsSpec,
  ExtraArgsSpec,
  SourcesSpec,
  KubernetesSpec,
  ContainerdSpec,
  BinariesSpec,
  SshSpec,
  StorageSpec,
  RookSpec,
  BlockPoolSpec,
  ErasureCodingSpec,
  FilesystemSpec,
  ObjectStoreSpec,
  NfsSpec,
  RookNetworkSpec,
  NodeSpec,
  DiskSpec,
  TaintSpec,
} from './spec/generated';
