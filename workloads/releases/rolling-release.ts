import { Construct } from 'constructs';
import type { ReleasePod } from '../pods/pod';
import { type ReleaseProps, addBudget, addService, addVersion, releaseProblems } from './release';
import { boundsOf, rolloutOf } from './rollout';
import { Strategy } from './strategy';

/** What is released, and how. */
export interface RollingReleaseProps extends ReleaseProps {
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

  public constructor(scope: Construct, id: string, props: RollingReleaseProps) {
    super(scope, id);
    const bounds = boundsOf(rolloutOf(props));
    this.floor = bounds.floor;
    this.ceiling = bounds.ceiling;
    this.node.addValidation({ validate: () => [...releaseProblems(props, { pod: props.pod })] });
    new Strategy(this, { kind: 'RollingRelease', ...props });
    addVersion(this, props, { suffix: '', labels: {}, pod: props.pod, replicas: props.replicas });
    addService(this, props, props.pod, '', {});
    addBudget(this, props, {});
  }
}
