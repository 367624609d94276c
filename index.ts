/* The public names of the library. */

// A cluster: what a user writes, and what it becomes.
export { type Outcome, ClusterError, defineCluster, readCluster } from './cluster/define';
export type { ClusterSpec } from './cluster/spec/cluster-spec';
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
} from './cluster/model/cluster';
export type { Address, AddressRange, Cidr, Family } from './cluster/values/cidr';
export type { Duration } from './cluster/values/duration';
export type { KernelVersion } from './cluster/values/kernel-version';
export type { Quantity } from './cluster/values/quantity';
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
} from './cluster/model/storage';
export { type KubernetesVersion, type Pins, PINS } from './cluster/values/versions';
export { type Path, type Position, type Problem, formatProblem } from './cluster/values/problem';

// Manifests: all of a cluster's, or each chart alone.
export { type MetalClusterProps, MetalCluster } from './charts/metal-cluster';
export { type ChartId, type ChartOptions, type ChartsById, type Stage, stagesOf } from './charts/order';
export type { Wait } from './charts/row/wait';
export { type NamespacesProps, type RequiredNamespace, Namespaces } from './objects/namespaces';
export type { ApiServerEndpoint } from './objects/api-server';
export { type CalicoOperatorProps, CALICO_OPERATOR_NAMESPACES, CalicoOperator } from './charts/network/calico/operator';
export { type CalicoPool, type CalicoProps, Calico } from './charts/network/calico/calico';
export { type FlannelProps, FLANNEL_NAMESPACES, Flannel } from './charts/network/flannel/flannel';
export { type KubeRouterProps, KubeRouter } from './charts/network/kube-router/kube-router';

// Storage: the charts of Rook, in the order in which they are applied, and their parts.
export { ROOK_NAMESPACE } from './cluster/facts/storage-names';
export { ROOK_NAMESPACES } from './charts/storage/rook/namespace';
export { RookCrds } from './charts/storage/rook/crds';
export { CephCsiCrds } from './charts/storage/rook/csi-crds';
export { SnapshotCrds } from './charts/storage/snapshot/crds';
export { RookCommon } from './charts/storage/rook/rook-common';
export { type CephCsiOperatorProps, CephCsiOperator } from './charts/storage/rook/csi-operator';
export type { CsiVersions } from './charts/storage/rook/csi-drivers';
export { driverName } from './cluster/facts/storage-names';
export { type RookOperatorProps, RookOperator } from './charts/storage/rook/operator';
export type { RookDevice, RookStorageNode, RookTaint } from './charts/storage/rook/storage-nodes';
export type { RookClusterProps, RookNetworkProps } from './charts/storage/rook/ceph-cluster';
export { RookCluster } from './charts/storage/rook/rook-cluster';
export type { Machines as RookMachines } from './charts/storage/rook/machines';
export type { PoolProps as RookPoolProps } from './charts/storage/rook/pool';
export { type RookBlockPoolProps, RookBlockPool } from './charts/storage/rook/block-pool';
export { type RookFilesystemProps, RookFilesystem } from './charts/storage/rook/filesystem';
export { type RookObjectStoreProps, RookObjectStore } from './charts/storage/rook/object-store';
export { type RookNfsProps, RookNfs } from './charts/storage/rook/nfs';
export { type RookPoolsProps, RookPools } from './charts/storage/rook/rook-pools';
export { type BlockPoolClass, type StorageClassesProps, StorageClasses } from './charts/storage/classes/storage-classes';
export { type RookToolboxProps, RookToolbox } from './charts/storage/rook/rook-toolbox';
export { type SnapshotControllerProps, SnapshotController } from './charts/storage/snapshot/controller';

// Workloads: releases, where their pods run, what runs beside them, and what they keep.
export { type RollingReleaseProps, RollingRelease } from './workloads/releases/rolling-release';
export { type BlueGreenReleaseProps, type Colour, BlueGreenRelease } from './workloads/releases/blue-green-release';
export { type CanaryReleaseProps, type CanaryRoute, type CanaryTraffic, CanaryRelease } from './workloads/releases/canary-release';
export type { Pods, Weights } from './workloads/releases/canary-weights';
export type { ReleaseProps } from './workloads/releases/release';
export type { RolloutProps } from './workloads/releases/rollout';
export type { Share } from './workloads/releases/share';
export type { Disruption } from './workloads/releases/disruption';
export type { ServicePort } from './workloads/pods/ports';
export type { Companion, ReleasePod } from './workloads/pods/pod';
export type { Amount, Container, ExtraContainer, MainContainer, Probe, Resources } from './workloads/pods/container';
export {
  type DomainOptions,
  type Placement,
  type SpreadOptions,
  type Toleration,
  type WishOptions,
  keepApart,
  keepTogether,
  onNodesWith,
  spreadAcross,
  tolerate,
} from './workloads/places/placement';
export { type LabelKey, type LabelValue, type PlacementIn, type Taint as PlacementTaint, placementIn } from './workloads/places/placement-in';
export { type NodesSpec, clusterSpec } from './workloads/places/places';
export { type SidecarProps, Sidecar } from './workloads/companions/sidecar';
export { type AmbassadorProps, Ambassador } from './workloads/companions/ambassador';
export type { AccessMode, ClaimProps, VolumeClaimProps } from './workloads/claims/claim';
export { type ClaimClass, type ClaimClasses, CLAIM_CLASSES, claimClasses } from './workloads/claims/claim-class';
export { DurableVolumeClaim, ScratchVolumeClaim } from './workloads/claims/volume-claim';
export { type StaticSource, type StaticVolumeClaimProps, StaticVolumeClaim } from './workloads/claims/static-volume-claim';
export { type ClaimSnapshotProps, type RestoredVolumeClaimProps, ClaimSnapshot, RestoredVolumeClaim } from './workloads/claims/volume-restore';

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
export { type CephBlockPoolRadosNamespaceSpec, CephBlockPoolRadosNamespace } from './imports/ceph.rook.io/ceph-block-pool-rados-namespace';
export { type CephBlockPoolSpec, CephBlockPool } from './imports/ceph.rook.io/ceph-block-pool';
export { type CephBucketNotificationSpec, CephBucketNotification } from './imports/ceph.rook.io/ceph-bucket-notification';
export { type CephBucketTopicSpec, CephBucketTopic } from './imports/ceph.rook.io/ceph-bucket-topic';
export { type CephClientSpec, CephClient } from './imports/ceph.rook.io/ceph-client';
export { type CephClusterSpec, CephCluster } from './imports/ceph.rook.io/ceph-cluster';
export { type CephCOSIDriverSpec, CephCOSIDriver } from './imports/ceph.rook.io/ceph-cosi-driver';
export { type CephFilesystemMirrorSpec, CephFilesystemMirror } from './imports/ceph.rook.io/ceph-filesystem-mirror';
export { type CephFilesystemSubVolumeGroupSpec, CephFilesystemSubVolumeGroup } from './imports/ceph.rook.io/ceph-filesystem-subvolume-group';
export { type CephFilesystemSpec, CephFilesystem } from './imports/ceph.rook.io/ceph-filesystem';
export { type CephNFSSpec, CephNFS } from './imports/ceph.rook.io/ceph-nfs';
export { type CephNVMeOFGatewaySpec, CephNVMeOFGateway } from './imports/ceph.rook.io/ceph-nvmeof-gateway';
export { type CephObjectRealmSpec, CephObjectRealm } from './imports/ceph.rook.io/ceph-object-realm';
export { type CephObjectStoreAccountSpec, CephObjectStoreAccount } from './imports/ceph.rook.io/ceph-object-store-account';
export { type CephObjectStoreUserSpec, CephObjectStoreUser } from './imports/ceph.rook.io/ceph-object-store-user';
export { type CephObjectStoreSpec, CephObjectStore } from './imports/ceph.rook.io/ceph-object-store';
export { type CephObjectZoneGroupSpec, CephObjectZoneGroup } from './imports/ceph.rook.io/ceph-object-zone-group';
export { type CephObjectZoneSpec, CephObjectZone } from './imports/ceph.rook.io/ceph-object-zone';
export { type CephRBDMirrorSpec, CephRBDMirror } from './imports/ceph.rook.io/ceph-rbd-mirror';
export { type CephConnectionSpec, CephConnection } from './imports/csi.ceph.io/ceph-connection';
export { type ClientProfileMappingSpec, ClientProfileMapping } from './imports/csi.ceph.io/client-profile-mapping';
export { type ClientProfileSpec, ClientProfile } from './imports/csi.ceph.io/client-profile';
export { Driver } from './imports/csi.ceph.io/driver';
export { type OperatorConfigSpec, OperatorConfig } from './imports/csi.ceph.io/operator-config';
export { type ObjectBucketClaimSpec, ObjectBucketClaim } from './imports/objectbucket.io/object-bucket-claim';
export { type ObjectBucketSpec, ObjectBucket } from './imports/objectbucket.io/object-bucket';
export { VolumeSnapshotClass } from './imports/snapshot.storage.k8s.io/volume-snapshot-class';
export { type VolumeSnapshotContentSpec, VolumeSnapshotContent } from './imports/snapshot.storage.k8s.io/volume-snapshot-content';
export { type VolumeSnapshotSpec, VolumeSnapshot } from './imports/snapshot.storage.k8s.io/volume-snapshot';
export { type GatewayClassSpec, GatewayClass } from './imports/gateway.networking.k8s.io/gateway-class';
export { type GatewaySpec, Gateway } from './imports/gateway.networking.k8s.io/gateway';
export { type HTTPRouteSpec, HTTPRoute } from './imports/gateway.networking.k8s.io/http-route';
export { type ReferenceGrantSpec, ReferenceGrant } from './imports/gateway.networking.k8s.io/reference-grant';

// The mechanism behind them, for kinds of your own.
export { type CustomResourceClass, type ResourceObjectProps, customResource } from './crd/custom-resource';
export { type Column, type Resource, type ResourceProps, type Subresources, type Version, defineResource } from './crd/schema/definition';
export { type CustomResourceDefinition, type DefinedVersion, customResourceDefinition } from './crd/schema/manifest';
export { type Reason, type Violation, sentence } from './crd/schema/violation';
export { validate } from './crd/validate/validate';
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
} from './crd/schema/schema';
