import { wholeProblems } from '../places/whole-number';

/** How requests are shared out, in percent: both together 100. */
export interface Weights {
  /** Percent of the requests that go to the version that serves. */
  readonly stable: number;
  /** Percent of the requests that go to the version that is tried. */
  readonly canary: number;
}

/** How many pods each version has. */
export interface Pods {
  /** Pods of the version that serves. */
  readonly stable: number;
  /** Pods of the version that is tried. */
  readonly canary: number;
}

const weights = (canary: number): Weights => ({ stable: 100 - canary, canary });

/** By replicas, the canary gets requests as soon as its pods are ready. */
export const REPLICA_STEPS: readonly Weights[] = [weights(10), weights(25), weights(50)];

/** By a route, requests are sent whether or not a pod is ready: so the canary first starts without any. */
export const ROUTE_STEPS: readonly Weights[] = [weights(0), ...REPLICA_STEPS];

/** While nothing is tried. */
export const STABLE_ONLY: Weights = weights(0);

/**
 * The pods with which a Service, which sends all of them the same number of requests, comes nearest to the weights. The stable version stays at full
 * size: so no step costs capacity, and abort takes effect at once.
 */
export function podsByReplicas({ stable, canary }: Weights, replicas: number): Pods {
  return { stable: replicas, canary: canary === 0 || stable === 0 ? 0 : Math.max(1, Math.round((replicas * canary) / stable)) };
}

/** The pods that a route needs: as many for the canary as it gets requests, and one to begin with. */
export const podsByRoute = ({ canary }: Weights, replicas: number): Pods => ({
  stable: replicas,
  canary: Math.max(1, Math.ceil((replicas * canary) / 100)),
});

/** The share of the canary among the pods, in percent, with one digit behind the point. */
export const shareOf = ({ stable, canary }: Pods): number => (canary === 0 ? 0 : Math.round((1000 * canary) / (stable + canary)) / 10);

/** What is wrong with steps. */
export function stepProblems(steps: readonly Weights[], byRoute: boolean): readonly string[] {
  const [first] = steps;
  return [
    ...(first === undefined ? ['steps is empty; give one step at least'] : []),
    ...steps.flatMap(({ stable, canary }, index) => {
      const at = `steps[${index}]`;
      const wrong = [...wholeProblems(`${at}.stable`, stable, 0, 100), ...wholeProblems(`${at}.canary`, canary, 0, 100)];
      if (wrong.length > 0) return wrong;
      if (stable + canary !== 100) return [`${at} gives stable ${stable} and canary ${canary}, together ${stable + canary}; let them sum to 100`];
      if (stable > 0 || byRoute) return [];
      return [`${at}.stable 0 cannot be reached by replicas, as the stable version keeps its pods; give step: 'promoted' instead, or use byRoute`];
    }),
    ...(byRoute && first !== undefined && first.canary > 0
      ? [`steps[0].canary ${first.canary} would send requests before a pod is ready; begin with { stable: 100, canary: 0 }`]
      : []),
  ];
}
