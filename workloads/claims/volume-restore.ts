import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { tryParseQuantity } from '../../cluster/values/quantity';
import { VolumeSnapshot } from '../../imports/snapshot.storage.k8s.io/volume-snapshot';
import type { Plain } from '../../objects/plain-object';
import { type AccessMode, type DataSource, type SettledClaim, addClaim, claimVolume } from './claim';

/** A claim whose volume can be kept as it is now: a `DurableVolumeClaim` or a `ScratchVolumeClaim`. */
export interface Snapshotted {
  /** The claim with its class. */
  readonly claim: SettledClaim;
}

/** Which claim, and what its snapshot is called. */
export interface ClaimSnapshotProps {
  /** Of the snapshot; a name is for one moment, so that the next snapshot has another one. */
  readonly name: string;
  /** The claim whose volume is kept. */
  readonly of: Snapshotted;
  /** The VolumeSnapshotClass that takes the snapshot. @default the VolumeSnapshotClass of the claim's class */
  readonly snapshotClass?: string;
}

/**
 * The volume of a claim as it is when this is applied. Let the application write down what it has in memory before.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export class ClaimSnapshot extends Construct {
  /** Name of the snapshot. */
  public readonly name: string;
  /** The claim that the snapshot is of. */
  public readonly of: SettledClaim;

  public constructor(scope: Construct, id: string, { name, of: { claim }, snapshotClass }: ClaimSnapshotProps) {
    super(scope, id);
    this.name = name;
    this.of = claim;
    const { storageClass = '', classes } = claim;
    const className = snapshotClass ?? classes[storageClass]?.snapshots;
    this.node.addValidation({
      validate: () => (className === undefined ? [`storageClass ${storageClass} of claim ${claim.name} has no snapshots; give snapshotClass`] : []),
    });
    new VolumeSnapshot(this, 'VolumeSnapshot', {
      metadata: { name, ...(claim.namespace === undefined ? {} : { namespace: claim.namespace }) },
      spec: { source: { persistentVolumeClaimName: claim.name }, ...(className === undefined ? {} : { volumeSnapshotClassName: className }) },
    });
  }
}

/** What a new claim that begins as a copy is called, how large it is, and who mounts it. */
interface CopyProps {
  /** Of the new claim, which is in the namespace of the old one: the old claim stays as it is. */
  readonly name: string;
  /** At least that of the claim that it is a copy of. @default the same */
  readonly size?: string;
  /**
   * Who may mount the volume at the same time. `ReadOnlyMany`: pods on all machines read it, and nobody writes.
   * @default that of the claim that it is a copy of
   */
  readonly accessMode?: AccessMode;
}

/** What is restored, and what the new claim is called. */
export interface RestoredVolumeClaimProps extends CopyProps {
  /** The snapshot that the volume begins with. */
  readonly from: ClaimSnapshot;
}

/** What is copied, and what the new claim is called. */
export interface ClonedVolumeClaimProps extends CopyProps {
  /** The claim whose volume is copied as it is when this is applied. */
  readonly from: Snapshotted;
}

/** A volume smaller than what it is to hold is never made. */
function sizeProblems(size: string, of: SettledClaim, what: string): readonly string[] {
  const [wanted, held] = [tryParseQuantity(size)?.bytes, tryParseQuantity(of.size)?.bytes];
  return wanted !== undefined && held !== undefined && wanted < held
    ? [`size ${size} is less than the ${of.size} of claim ${of.name}, which ${what}; give that at least`]
    : [];
}

/** A claim of the same class in the same namespace: no driver copies into another. */
function copyOf(of: SettledClaim, { name, size = of.size, accessMode = of.accessMode }: CopyProps, dataSource: DataSource): SettledClaim {
  return { ...of, name, size, ...(accessMode === undefined ? {} : { accessMode }), dataSource };
}

/**
 * A new claim that begins with what a snapshot holds, on a volume of the same class.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support
 */
export class RestoredVolumeClaim extends Construct {
  /** The new claim with its class. */
  public readonly claim: SettledClaim;

  public constructor(scope: Construct, id: string, props: RestoredVolumeClaimProps) {
    super(scope, id);
    const { of, name } = props.from;
    this.claim = copyOf(of, props, { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name });
    this.node.addValidation({ validate: () => [...sizeProblems(this.claim.size, of, 'the snapshot is of')] });
    addClaim(this, this.claim);
  }

  /** The volume as a pod has it: `volumes: [claim.volume('data')]`. */
  public volume(name: string): Plain<k8s.Volume> {
    return claimVolume(name, this.claim);
  }
}

/**
 * A new claim that begins with what another one holds, on a volume of the same class. Let the application write down what it has in memory before.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
 */
export class ClonedVolumeClaim extends Construct {
  /** The new claim with its class; a ClaimSnapshot takes it from here. */
  public readonly claim: SettledClaim;

  public constructor(scope: Construct, id: string, props: ClonedVolumeClaimProps) {
    super(scope, id);
    const of = props.from.claim;
    this.claim = copyOf(of, props, { kind: 'PersistentVolumeClaim', name: of.name });
    this.node.addValidation({
      validate: () => [
        ...sizeProblems(this.claim.size, of, 'it is a copy of'),
        ...(props.name === of.name ? [`name ${props.name} is that of the claim that is copied; give the copy a name of its own`] : []),
      ],
    });
    addClaim(this, this.claim);
  }

  /** The volume as a pod has it: `volumes: [claim.volume('data')]`. */
  public volume(name: string): Plain<k8s.Volume> {
    return claimVolume(name, this.claim);
  }
}
