import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CustomResourceDefinition } from '../../imports/apiextensions.k8s.io/custom-resource-definition';
import { VolumeSnapshot } from '../../imports/snapshot.storage.k8s.io/volume-snapshot';
import { VolumeSnapshotClass } from '../../imports/snapshot.storage.k8s.io/volume-snapshot-class';
import { VolumeSnapshotContent } from '../../imports/snapshot.storage.k8s.io/volume-snapshot-content';

const KINDS = {
  VolumeSnapshot,
  VolumeSnapshotClass,
  VolumeSnapshotContent,
};

/** The kinds of volume snapshots. */
export class SnapshotCrds extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, kind] of Object.entries(KINDS)) new CustomResourceDefinition(this, name, kind);
  }
}
