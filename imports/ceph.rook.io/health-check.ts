import { boolean, object, string } from '../../crd/schema/schema';

/** Whether and how often the operator looks after something. */
export const healthCheck = object({
  disabled: boolean(),
  interval: string({ description: 'How often, such as 60s.' }),
  timeout: string({ description: 'How long an answer may take, such as 600s.' }),
});
