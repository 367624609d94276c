import { intOrString, object } from '../../crd/schema/schema';

/** How many pods an update replaces at a time: numbers, or shares such as `25%`. */
export const rollingUpdate = object({
  maxSurge: intOrString({ description: 'How many pods more than wanted may run meanwhile.' }),
  maxUnavailable: intOrString({ description: 'How many pods fewer than wanted may run meanwhile.' }),
});
