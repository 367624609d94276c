/** How many pods: a count, or a percentage of all such as `25%`. */
export type Share = number | `${number}%`;

const PERCENTAGE = /^(\d{1,4})%$/;

const isCount = (share: Share): share is number => typeof share === 'number';

/** What keeps a share from being one: `field` is how the user calls it. */
export function shareProblems(field: string, share: Share): readonly string[] {
  const repair = 'give a whole number of pods, or a percentage such as 25%';
  if (isCount(share) ? share < 0 : share.startsWith('-')) return [`${field} ${share} is negative; ${repair}`];
  return (isCount(share) ? Number.isInteger(share) : PERCENTAGE.test(share)) ? [] : [`${field} ${share} is not a number of pods; ${repair}`];
}

/** How many pods a share of some are; Kubernetes rounds up what it adds or keeps, and down what it takes away in a rollout. */
export const podsIn = (share: Share, replicas: number, round: 'down' | 'up'): number =>
  isCount(share) ? share : Math[round === 'up' ? 'ceil' : 'floor']((Number(PERCENTAGE.exec(share)?.[1] ?? 0) * replicas) / 100);
