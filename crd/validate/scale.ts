import type { Subresources } from '../schema/definition';
import { isObject } from '../schema/json';
import type { Violation } from '../schema/violation';

const MOST_REPLICAS = 2 ** 31 - 1;

const at = (value: unknown, path: readonly string[]): unknown => path.reduce((part, name) => (isObject(part) ? part[name] : undefined), value);

/** Problems with the number of replicas at the path that the `scale` subresource names. */
export function scaleProblems(scale: Subresources['scale'], value: unknown): readonly Violation[] {
  if (!scale) return [];
  const path = scale.specReplicasPath.replace(/^\./, '');
  const replicas = at(value, path.split('.'));
  if (replicas === undefined) return [];
  if (typeof replicas === 'number' && replicas >= 0 && replicas <= MOST_REPLICAS) return [];
  return [{ path, value: replicas, reason: 'FieldValueInvalid', problem: 'is not a number of replicas', repair: 'give a whole number, 0 or more' }];
}
