import { array } from '../../crd/schema/schema';
import { type Condition, condition } from '../core/conditions';

/** Conditions of an object that its controller has not seen yet. */
export const waiting = (type: string): Condition => ({
  lastTransitionTime: '1970-01-01T00:00:00Z',
  message: 'Waiting for controller',
  reason: 'Pending',
  status: 'Unknown',
  type,
});

/** How two appliers share a list whose items go by one field. */
export const by = <const K extends string>(key: K) => ({ listType: 'map', listMapKeys: [key] }) as const;

/** What controllers report, one item for each type. */
export const reports = { maxItems: 8, ...by('type') } as const;

/** Conditions, at most eight. */
export const reported = array(condition, reports);
