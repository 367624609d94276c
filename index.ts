/* The public names of the library. */

// A cluster: what a user writes, and what it becomes.
export { type Outcome, ClusterError, defineCluster, readCluster } from './cluster/define';
export type { ClusterSpec } from './cluster/spec';
export type {
  AptSource,
  Calico as CalicoNetwork,
  Cidrs,
  Cluster,
  Cni,
  ControlPlane,
  Disk,
  Endpoint,
  Flannel as FlannelNetwork,
  Kubeadm,
  KubeadmComponent,
  KubeadmTimeout,
  KubeProxy,
  KubeRouter as KubeRouterNetwork,
  Network,
  NoCni,
  Node,
  Sources,
  Ssh,
  Taint,
} from './cluster/cluster';
export type { Address, AddressRange, Cidr, Family } from './cluster/cidr';
export type { KernelVersion } from './cluster/kernel-version';
export type { Quantity } from './cluster/quantity';
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
  Storage,
  StorageNetwork,
} from './cluster/storage';
export { type KubernetesVersion, type Pins, PINS } from './cluster/versions';
export { type Path, type Position, type Problem, formatProblem } from './cluster/problem';

// Manifests: all of a cluster's, or each chart alone.
export { type MetalClusterProps, MetalCluster } from './charts/metal-cluster';
export { type NamespacesProps, type RequiredNamespace, Namespaces } from './charts/namespaces';
export { type ApiServerEndpoint, type CalicoOperatorProps, CALICO_OPERATOR_NAMESPACES, CalicoOperator } from './charts/calico/operator';
export { type CalicoPool, type CalicoProps, Calico } from './charts/calico/calico';
export { type FlannelProps, FLANNEL_NAMESPACES, Flannel } from './charts/flannel/flannel';
export { type KubeRouterProps, KubeRouter } from './charts/kube-router/kube-router';

// What kubeadm must know on each machine.
export { type KubeadmDocument, kubeadmDocuments } from './bootstrap/kubeadm';
export { renderYaml } from './bootstrap/kubeadm/yaml';

// Foreign kinds.
export { type APIServerSpec, APIServer } from './imports/operator.tigera.io/api-server';
export { type GoldmaneSpec, Goldmane } from './imports/operator.tigera.io/goldmane';
export { type InstallationSpec, Installation } from './imports/operator.tigera.io/installation';
export { type WhiskerSpec, Whisker } from './imports/operator.tigera.io/whisker';
export { type BGPConfigurationSpec, BGPConfiguration, CrdBGPConfiguration } from './imports/projectcalico.org/bgp-configuration';
export { type BGPPeerSpec, BGPPeer, CrdBGPPeer } from './imports/projectcalico.org/bgp-peer';
export { type FelixConfigurationSpec, CrdFelixConfiguration, FelixConfiguration } from './imports/projectcalico.org/felix-configuration';
export { type GlobalNetworkPolicySpec, CrdGlobalNetworkPolicy, GlobalNetworkPolicy } from './imports/projectcalico.org/global-network-policy';
export { type IPPoolSpec, CrdIPPool, IPPool } from './imports/projectcalico.org/ip-pool';
export { type NetworkPolicySpec, CrdNetworkPolicy, NetworkPolicy } from './imports/projectcalico.org/network-policy';

// The mechanism behind them, for kinds of your own.
export { type CustomResourceClass, type ResourceObjectProps, customResource } from './crd/custom-resource';
export { type Column, type Resource, type ResourceProps, type Subresources, type Version, defineResource } from './crd/definition';
export { type CustomResourceDefinition, type DefinedVersion, customResourceDefinition } from './crd/manifest';
export { type Reason, type Violation, sentence } from './crd/violation';
export { validate } from './crd/validate';
export {
  type ObjectOf,
  type Rule,
  type Schema,
  type Static,
  type StructuralSchema,
  anything,
  array,
  boolean,
  enumeration,
  foreign,
  integer,
  intOrString,
  map,
  number,
  object,
  string,
  withFacets,
} from './crd/schema';
