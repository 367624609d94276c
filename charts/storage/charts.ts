/* All charts of storage in one module, which `storageCharts` loads. */
export { SnapshotController } from '../snapshot/controller';
export { SnapshotCrds } from '../snapshot/crds';
export { CephCsiCrds } from '../rook/csi-crds';
export { CephCsiOperator } from '../rook/csi-operator';
export { RookCommon } from '../rook/rook-common';
export { RookCrds } from '../rook/crds';
export { RookOperator } from '../rook/operator';
export { RookCluster } from '../rook/rook-cluster';
export { RookPools } from '../rook/rook-pools';
export { RookToolbox } from '../rook/rook-toolbox';
export { StorageClasses } from './storage-classes';
