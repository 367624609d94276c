import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ReleasePod } from '../pods/pod';
import { type ReleaseProps, addBudget, addService, addVersion, releaseProblems } from './release';
import { sharedClaimProblems } from './shared-claims';
import { Strategy } from './strategy';

/** What is released; there is no pod of two versions at the same time. */
export interface RecreateReleaseProps extends Omit<ReleaseProps, 'maxSurge' | 'maxUnavailable'> {
  /** What runs in each pod. */
  readonly pod: ReleasePod;
}

/**
 * One version at a time: all old pods end before the first new one starts, so that nobody answers in between. For whatever cannot run twice: an application
 * that is alone with its volume, or whose versions do not agree on their data. `RollingRelease` is for all others.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
 */
export class RecreateRelease extends Construct {
  /** The Deployment: for a dependency, a patch. */
  public readonly deployment: ApiObject;

  /** The Service in front of it; undefined where there is no port. */
  public readonly service: ApiObject | undefined;

  /** The disruption budget; undefined where a drain may take all pods at once. */
  public readonly budget: ApiObject | undefined;

  public constructor(scope: Construct, id: string, props: RecreateReleaseProps) {
    super(scope, id);
    this.node.addValidation({
      validate: () => [...releaseProblems(this, props, { pod: props.pod }), ...sharedClaimProblems(this, props, [{ pod: props.pod, most: props.replicas }])],
    });
    new Strategy(this, { kind: 'RecreateRelease', ...props });
    this.deployment = addVersion(this, props, { suffix: '', labels: {}, pod: props.pod, replicas: props.replicas, replacement: 'Recreate' });
    this.service = addService(this, props, props.pod, '', {});
    this.budget = addBudget(this, props, {});
  }
}
