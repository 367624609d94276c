import { boolean, object, string } from '../../crd/schema/schema';

/** Whether and how often the operator looks after something. */
export const healthCheck = object({
  disabled: boolean(),
  interval: string({ description: 'Interval, such as 60s.' }),
  timeout: string({ description: 'Longest duration, such as 600s.' }),
});
