/* All charts of storage in one module, so that one lazy import loads them. */
export { StorageClasses } from './classes/storage-classes';
export { RookCrds } from './rook/crds';
export { CephCsiCrds } from './rook/csi-crds';
export { CephCsiOperator } from './rook/csi-operator';
export { RookOperator } from './rook/operator';
export { RookCluster } from './rook/rook-cluster';
export { RookCommon } from './rook/rook-common';
export { RookPools } from './rook/rook-pools';
export { RookToolbox } from './rook/rook-toolbox';
export { SnapshotController } from './snapshot/controller';
export { SnapshotCrds } from './snapshot/crds';
