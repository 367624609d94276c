import type { PodAffinity } from '../../../imports/core/affinity';

/** Keeps the pods of an app on machines of their own: at any price, so that one that finds no machine waits, or where it can be had. */
export function apart(app: string, atAnyPrice: boolean): { readonly podAntiAffinity: PodAffinity } {
  const term = { labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [app] }] }, topologyKey: 'kubernetes.io/hostname' };
  return {
    podAntiAffinity: atAnyPrice
      ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
      : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}
