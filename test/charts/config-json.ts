import type { KubernetesObject } from './objects';

/** The object with the JSON documents of its `data` read: how they are indented means nothing to who reads them. */
export function withParsedJson(object: KubernetesObject): KubernetesObject {
  const { data } = object;
  if (typeof data !== 'object' || data === null) return object;
  const parsed = Object.entries(data).map(([key, value]: [string, unknown]): [string, unknown] => [
    key,
    key.endsWith('.json') && typeof value === 'string' ? JSON.parse(value) : value,
  ]);
  return { ...object, data: Object.fromEntries(parsed) };
}
