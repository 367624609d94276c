import { children } from '../schema/child';
import { holds } from '../schema/holds';
import { type JsonObject, isObject } from '../schema/json';
import { isDns1035Label } from '../schema/name';
import { fieldPath } from '../schema/path';
import type { StructuralSchema } from '../schema/schema';
import type { Violation } from '../schema/violation';
import { metadataProblems } from './metadata';

const isGroupVersion = (text: string): boolean => text !== '' && text.split('/').length <= 2;

function identityProblems(value: JsonObject, path: string): readonly Violation[] {
  const [apiVersion, kind] = [value['apiVersion'], value['kind']];
  const missing = (name: string): Violation => ({
    path: fieldPath(path, name),
    value: undefined,
    reason: 'FieldValueRequired',
    problem: 'is missing',
    repair: 'give text',
  });
  const invalid = (name: string, repair: string): Violation => ({
    path: fieldPath(path, name),
    value: value[name],
    reason: 'FieldValueInvalid',
    problem: `is not the ${name} of an object`,
    repair,
  });
  return [
    ...(apiVersion === undefined ? [missing('apiVersion')] : []),
    ...(kind === undefined ? [missing('kind')] : []),
    ...(apiVersion !== undefined && !(typeof apiVersion === 'string' && isGroupVersion(apiVersion))
      ? [invalid('apiVersion', 'give one such as v1 or apps/v1')]
      : []),
    ...(kind !== undefined && !(typeof kind === 'string' && isDns1035Label(kind.toLowerCase())) ? [invalid('kind', 'give one such as Pod')] : []),
  ];
}

const holdsObject = holds('x-kubernetes-embedded-resource');

/** Problems with apiVersion, kind and metadata of the Kubernetes objects inside a value. */
export function embeddedProblems(schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  if (!holdsObject(schema)) return [];
  const held = children(schema, value, path).flatMap((child) => embeddedProblems(child.schema, child.value, child.path));
  if (schema['x-kubernetes-embedded-resource'] !== true || !isObject(value)) return held;
  const metadata = value['metadata'] === undefined ? [] : metadataProblems(value['metadata'], fieldPath(path, 'metadata'), 'Embedded');
  return [...identityProblems(value, path), ...metadata, ...held];
}
