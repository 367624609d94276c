import { VolumeSnapshot } from '../../../imports/snapshot.storage.k8s.io/volume-snapshot';
import { VolumeSnapshotClass } from '../../../imports/snapshot.storage.k8s.io/volume-snapshot-class';
import { VolumeSnapshotContent } from '../../../imports/snapshot.storage.k8s.io/volume-snapshot-content';
import { definitionsOf } from '../../../objects/definitions';

const KINDS = {
  VolumeSnapshot,
  VolumeSnapshotClass,
  VolumeSnapshotContent,
};

/** The kinds of volume snapshots. */
export class SnapshotCrds extends definitionsOf(KINDS) {}
