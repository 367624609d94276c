/* `cdk8s-metal/kinds/snapshot.storage.k8s.io`: the kinds of snapshot.storage.k8s.io, each as a construct class with the type of its spec. */

export { VolumeSnapshotClass } from './volume-snapshot-class';
export { type VolumeSnapshotContentSpec, VolumeSnapshotContent } from './volume-snapshot-content';
export { type VolumeSnapshotSpec, VolumeSnapshot } from './volume-snapshot';
