import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../objects/plain-object';
import { wholeProblems } from '../places/whole-number';
import { type Share, podsIn, shareProblems } from './share';

/**
 * How many pods there are, and how new ones take the place of old ones.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
export interface RolloutProps {
  /** How many pods there are; two at least for whatever must not be away when a machine is. */
  readonly replicas: number;
  /**
   * How many pods there may be in addition while a rollout runs; a percentage is rounded up.
   * @default 25%: a rollout has room without asking for a second set of machines
   */
  readonly maxSurge?: Share;
  /**
   * How many pods may be missing while a rollout runs; a percentage is rounded down.
   * @default 0: a rollout costs no capacity
   */
  readonly maxUnavailable?: Share;
  /**
   * How long a new pod must have been ready before it counts, in seconds.
   * @default 10: a version that falls over soon after its start does not replace one that works
   */
  readonly minReadySeconds?: number;
  /**
   * How long a rollout may make no progress before it counts as failed, in seconds.
   * @default 600, as in Kubernetes
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * How many old versions are kept for `kubectl rollout undo`.
   * @default 5: Kubernetes keeps 10, of which nobody looks at the older ones
   */
  readonly revisionHistoryLimit?: number;
}

/** The same with nothing left out. */
export type Rollout = Required<RolloutProps>;

/** The defaults. */
export const rolloutOf = ({ replicas, ...rest }: RolloutProps): Rollout => ({
  replicas,
  maxSurge: rest.maxSurge ?? '25%',
  maxUnavailable: rest.maxUnavailable ?? 0,
  minReadySeconds: rest.minReadySeconds ?? 10,
  progressDeadlineSeconds: rest.progressDeadlineSeconds ?? 600,
  revisionHistoryLimit: rest.revisionHistoryLimit ?? 5,
});

const isNothing = (share: Share): boolean => share === 0 || share === '0%';

/** What the API server would refuse, or a rollout would be stuck on. */
export const rolloutProblems = (rollout: Rollout): readonly string[] => [
  ...wholeProblems('replicas', rollout.replicas, 0),
  ...shareProblems('maxSurge', rollout.maxSurge),
  ...shareProblems('maxUnavailable', rollout.maxUnavailable),
  ...(isNothing(rollout.maxSurge) && isNothing(rollout.maxUnavailable)
    ? ['maxSurge 0 and maxUnavailable 0 leave a rollout nothing to do; give one of them 1 or more']
    : []),
  ...(podsIn(rollout.maxUnavailable, 100, 'down') > 100 && typeof rollout.maxUnavailable === 'string'
    ? [`maxUnavailable ${rollout.maxUnavailable} is more than there are; give at most 100%`]
    : []),
  ...wholeProblems('minReadySeconds', rollout.minReadySeconds, 0),
  ...wholeProblems('revisionHistoryLimit', rollout.revisionHistoryLimit, 0),
  ...(rollout.progressDeadlineSeconds > rollout.minReadySeconds
    ? wholeProblems('progressDeadlineSeconds', rollout.progressDeadlineSeconds, 1)
    : [
        `progressDeadlineSeconds ${rollout.progressDeadlineSeconds} is over before a pod has been ready for minReadySeconds ${rollout.minReadySeconds}; give more than that`,
      ]),
];

/** Between which numbers of available pods a rollout stays. */
export interface Bounds {
  /** So many pods are available at every moment of a rollout. */
  readonly floor: number;
  /** There are never more pods than that. */
  readonly ceiling: number;
}

/** The bounds as the Deployment controller computes them: where both shares come out as none, it takes one pod away. */
export function boundsOf({ replicas, maxSurge, maxUnavailable }: Pick<Rollout, 'maxSurge' | 'maxUnavailable' | 'replicas'>): Bounds {
  const surge = podsIn(maxSurge, replicas, 'up');
  const missing = podsIn(maxUnavailable, replicas, 'down');
  return { floor: Math.max(0, replicas - (surge === 0 && missing === 0 ? 1 : missing)), ceiling: replicas + surge };
}

/** How new pods take the place of old ones: one after the other, or all at once when the old ones have ended. */
export type Replacement = 'Recreate' | 'RollingUpdate';

/** The same as a Deployment has it, with the number of pods that this one is to have. */
export const deploymentRollout = (
  rollout: Rollout,
  replicas: number,
  replacement: Replacement = 'RollingUpdate',
): Omit<Plain<k8s.DeploymentSpec>, 'selector' | 'template'> => ({
  replicas,
  // The API server drops a 0, and a repeated apply would bring it back for ever.
  ...(rollout.minReadySeconds === 0 ? {} : { minReadySeconds: rollout.minReadySeconds }),
  progressDeadlineSeconds: rollout.progressDeadlineSeconds,
  revisionHistoryLimit: rollout.revisionHistoryLimit,
  strategy:
    replacement === 'Recreate'
      ? { type: 'Recreate' }
      : { type: 'RollingUpdate', rollingUpdate: { maxSurge: rollout.maxSurge, maxUnavailable: rollout.maxUnavailable } },
});
