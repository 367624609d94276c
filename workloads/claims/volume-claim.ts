import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Plain } from '../../objects/plain-object';
import { type SettledClaim, type VolumeClaimProps, addClaim, claimVolume, settled } from './claim';
import type { CLAIM_CLASSES, ClaimClasses } from './claim-class';

/**
 * A claim on a volume that outlives it: when the claim is deleted, the volume and its data stay until a person removes them.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
 */
export class DurableVolumeClaim<const Classes extends ClaimClasses = typeof CLAIM_CLASSES> extends Construct {
  /** The claim with its class; a ClaimSnapshot takes it from here. */
  public readonly claim: SettledClaim;

  public constructor(scope: Construct, id: string, props: VolumeClaimProps<Classes, 'Retain'>) {
    super(scope, id);
    this.claim = settled(props, 'Retain');
    addClaim(this, this.claim);
  }

  /** The volume as a pod has it: `volumes: [claim.volume('data')]`. */
  public volume(name: string): Plain<k8s.Volume> {
    return claimVolume(name, this.claim);
  }
}

/**
 * A claim on a volume that goes with it: for caches, and for whatever can be made again.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
 */
export class ScratchVolumeClaim<const Classes extends ClaimClasses = typeof CLAIM_CLASSES> extends Construct {
  /** The claim with its class; a ClaimSnapshot takes it from here. */
  public readonly claim: SettledClaim;

  public constructor(scope: Construct, id: string, props: VolumeClaimProps<Classes, 'Delete'>) {
    super(scope, id);
    this.claim = settled(props, 'Delete');
    addClaim(this, this.claim);
  }

  /** The volume as a pod has it: `volumes: [claim.volume('cache')]`. */
  public volume(name: string): Plain<k8s.Volume> {
    return claimVolume(name, this.claim);
  }
}
