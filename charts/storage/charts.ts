/* All charts of storage in one module, which `storageCharts` loads. */
export { SnapshotController } from '../snapshot/controller';
export { SnapshotCrds } from '../snapshot/crds';
export { CephCsiCrds } from '../rook/csi-crds';
export { CephCsiOperator } from '../rook/csi-operator';
export { RookCommon } from '../rook/rook-common';
export { RookCrds } from '../rook/crds';
export { RookOperator } from '../rook/operator';
