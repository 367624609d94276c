import { intOrString, object } from '../../crd/schema/schema';

/** Number of pods that an update replaces at a time: numbers, or percentages such as `25%`. */
export const rollingUpdate = object(
  {
    maxSurge: intOrString({ description: 'Number or percentage of pods that may run above the desired number during an update.' }),
    maxUnavailable: intOrString({ description: 'Number or percentage of pods that may be unavailable during an update.' }),
  },
  { doc: 'How many pods an update replaces at a time: numbers, or shares such as 25%.' },
);
