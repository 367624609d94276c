import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Metadata, plainObject } from '../../objects/plain-object';
import { type Share, podsIn, shareProblems } from './share';

/**
 * What a drain must leave running: how many pods may be away at once, or how many must stay. `none`: a drain takes all at once.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export type Disruption =
  'none' | { readonly maxUnavailable: Share; readonly minAvailable?: never } | { readonly minAvailable: Share; readonly maxUnavailable?: never };

/** The default: one pod at a time; a single pod cannot be kept without blocking the drain. */
export const disruptionOf = (disruption: Disruption | undefined, replicas: number): Disruption => disruption ?? (replicas > 1 ? { maxUnavailable: 1 } : 'none');

/** Kubernetes rounds up both percentages. */
function evictable(disruption: Exclude<Disruption, 'none'>, replicas: number): number {
  return disruption.maxUnavailable === undefined
    ? replicas - podsIn(disruption.minAvailable, replicas, 'up')
    : podsIn(disruption.maxUnavailable, replicas, 'up');
}

/** A budget that lets no pod go blocks every drain, and with it every upgrade of a machine. */
export function disruptionProblems(disruption: Disruption, replicas: number): readonly string[] {
  if (disruption === 'none') return [];
  if ('maxUnavailable' in disruption && 'minAvailable' in disruption) {
    return ['disruption gives maxUnavailable and minAvailable, of which a budget takes one; leave one out'];
  }
  const [field, share] =
    disruption.maxUnavailable === undefined ? (['minAvailable', disruption.minAvailable] as const) : (['maxUnavailable', disruption.maxUnavailable] as const);
  const wrong = shareProblems(`disruption.${field}`, share);
  if (wrong.length > 0 || evictable(disruption, replicas) > 0) return wrong;
  const repair = replicas > 1 ? "give disruption: { maxUnavailable: 1 }, or 'none'" : "give two replicas or more, or disruption: 'none'";
  return [`disruption.${field} ${share} of ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} lets no pod go, so a drain would never end; ${repair}`];
}

/** Adds the budget, if there is one. A pod that is not ready may always go: it serves nobody, and would hold up the drain that could heal it. */
export function addDisruptionBudget(
  scope: Construct,
  metadata: Metadata,
  disruption: Disruption,
  matchLabels: Readonly<Record<string, string>>,
): ApiObject | undefined {
  if (disruption === 'none') return undefined;
  return plainObject(scope, 'PodDisruptionBudget', {
    metadata,
    spec: { ...disruption, selector: { matchLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
}
