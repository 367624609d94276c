/**
 * The charts that MetalCluster adds, each alone.
 *
 * @module cdk8s-metal/charts
 */

export { type NamespacesProps, type RequiredNamespace, Namespaces } from '../objects/namespaces';
export type { ApiServerEndpoint } from '../objects/api-server';
export { type CalicoOperatorProps, CALICO_OPERATOR_NAMESPACES, CalicoOperator } from './network/calico/operator';
export { type CalicoPool, type CalicoProps, Calico } from './network/calico/calico';
export { type CalicoWireguardProps, CalicoWireguard } from './network/calico/wireguard';
export { type FlannelProps, FLANNEL_NAMESPACES, Flannel } from './network/flannel/flannel';
export { type KubeRouterProps, KubeRouter } from './network/kube-router/kube-router';
export { ROOK_NAMESPACE } from '../cluster/facts/storage-names';
export { ROOK_NAMESPACES } from './storage/rook/namespace';
export { RookCrds } from './storage/rook/crds';
export { CephCsiCrds } from './storage/rook/csi-crds';
export { SnapshotCrds } from './storage/snapshot/crds';
export { RookCommon } from './storage/rook/rook-common';
export { type CephCsiOperatorProps, CephCsiOperator } from './storage/rook/csi-operator';
export type { CsiVersions } from './storage/rook/csi-drivers';
export { driverName } from '../cluster/facts/storage-names';
export { type RookOperatorProps, RookOperator } from './storage/rook/operator';
export type { RookDevice, RookStorageNode, RookTaint } from './storage/rook/storage-nodes';
export type { RookClusterProps, RookNetworkProps } from './storage/rook/ceph-cluster';
export { RookCluster } from './storage/rook/rook-cluster';
export type { Machines as RookMachines } from './storage/rook/machines';
export type { PoolProps as RookPoolProps } from './storage/rook/pool';
export { type RookBlockPoolProps, RookBlockPool } from './storage/rook/block-pool';
export { type RookFilesystemProps, RookFilesystem } from './storage/rook/filesystem';
export { type RookObjectStoreProps, RookObjectStore } from './storage/rook/object-store';
export { type RookNfsProps, RookNfs } from './storage/rook/nfs';
export { type RookPoolsProps, RookPools } from './storage/rook/rook-pools';
export { type BlockPoolClass, type StorageClassesProps, StorageClasses } from './storage/classes/storage-classes';
export { type RookToolboxProps, RookToolbox } from './storage/rook/rook-toolbox';
export { type SnapshotControllerProps, SnapshotController } from './storage/snapshot/controller';
export { GatewayApiCrds } from './gateway/crds';
