import { boolean, object, string } from '../../crd/schema/schema';

/** Interval of a health check, and whether it is disabled. */
export const healthCheck = object(
  {
    disabled: boolean({ doc: 'Whether it is not looked after at all.' }),
    interval: string({ description: 'Interval, such as 60s.' }),
    timeout: string({ description: 'Longest duration, such as 600s.' }),
  },
  { doc: 'Whether and how often the operator looks after something.' },
);
