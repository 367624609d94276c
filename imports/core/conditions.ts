import { type Schema, type Static, array, enumeration, integer, object, string } from '../../crd/schema/schema';

const shape = object(
  {
    lastTransitionTime: string({ format: 'date-time' }),
    message: string({ maxLength: 32768 }),
    observedGeneration: integer({ format: 'int64', minimum: 0 }),
    reason: string({ minLength: 1, maxLength: 1024, pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$' }),
    status: enumeration(['True', 'False', 'Unknown']),
    type: string({
      maxLength: 316,
      pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$',
    }),
  },
  { required: ['lastTransitionTime', 'message', 'reason', 'status', 'type'] },
);

/** One thing that a controller reports about an object. */
export interface Condition extends Static<typeof shape> {}

/** One thing that a controller reports about an object. */
export const condition: Schema<Condition> = shape;

/** Conditions that a controller reports, for people and `kubectl wait`. */
export const conditions: Schema<readonly Condition[]> = array(condition);
