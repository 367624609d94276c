import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ReleasePod } from '../pods/pod';
import { type ReleaseProps, addBudget, addService, addVersion, releaseProblems } from './release';
import { sharedClaimProblems } from './shared-claims';
import { boundsOf, rolloutOf } from './rollout';
import { Strategy } from './strategy';

/** What is released, and how. */
export interface RollingReleaseProps extends ReleaseProps {
  /** What runs in each pod. */
  readonly pod: ReleasePod;
}

/**
 * One version at a time, replaced pod by pod: a Deployment, the Service in front of it, and a budget that lets drains finish. A rollout waits until new
 * pods have been ready for a while, and old ones go on serving until nobody sends them requests any more. To go back: `kubectl rollout undo`, or the
 * old props.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class RollingRelease extends Construct {
  /** So many pods are available at every moment of a rollout. */
  public readonly floor: number;

  /** There are never more pods than that. */
  public readonly ceiling: number;

  /** The Deployment: for an autoscaler, a dependency, a patch. */
  public readonly deployment: ApiObject;

  /** The Service in front of it; undefined where there is no port. */
  public readonly service: ApiObject | undefined;

  /** The disruption budget; undefined where a drain may take all pods at once. */
  public readonly budget: ApiObject | undefined;

  public constructor(scope: Construct, id: string, props: RollingReleaseProps) {
    super(scope, id);
    const bounds = boundsOf(rolloutOf(props));
    this.floor = bounds.floor;
    this.ceiling = bounds.ceiling;
    this.node.addValidation({
      validate: () => [...releaseProblems(this, props, { pod: props.pod }), ...sharedClaimProblems(this, props, [{ pod: props.pod, most: this.ceiling }])],
    });
    new Strategy(this, { kind: 'RollingRelease', ...props });
    this.deployment = addVersion(this, props, { suffix: '', labels: {}, pod: props.pod, replicas: props.replicas });
    this.service = addService(this, props, props.pod, '', {});
    this.budget = addBudget(this, props, {});
  }
}
