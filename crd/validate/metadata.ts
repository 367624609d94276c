import { type JsonObject, isObject } from '../schema/json';
import { isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName } from '../schema/name';
import { fieldPath, itemPath } from '../schema/path';
import { anything, array, boolean, integer, map, object, string } from '../schema/schema';
import type { Reason, Violation } from '../schema/violation';
import { withDefaults } from './default';
import { prune } from './prune';
import { structureProblems } from './structure';

const ANNOTATION_BYTES = 256 * 1024;

/** The schema of metadata. */
const objectMeta = object({
  name: string(),
  generateName: string(),
  namespace: string(),
  labels: map(string()),
  annotations: map(string()),
  finalizers: array(string()),
  ownerReferences: array(
    object(
      { apiVersion: string(), kind: string(), name: string(), uid: string(), controller: boolean(), blockOwnerDeletion: boolean() },
      { required: ['apiVersion', 'kind', 'name', 'uid'] },
    ),
  ),
  creationTimestamp: string({ format: 'date-time' }),
  deletionTimestamp: string({ format: 'date-time' }),
  deletionGracePeriodSeconds: integer({ format: 'int64' }),
  generation: integer({ format: 'int64' }),
  managedFields: array(anything()),
  resourceVersion: string(),
  selfLink: string(),
  uid: string(),
});

const KEY_REPAIR = 'use letters, digits, -, _ and ., at most 63, with an optional domain and a slash before them';

const textOf = (metadata: JsonObject, name: string): string => {
  const value = metadata[name];
  return typeof value === 'string' ? value : '';
};

const textsIn = (value: unknown): readonly (readonly [string, string])[] =>
  isObject(value) ? Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])) : [];

/** The scope of the object. `Embedded`, an object inside an object, needs no name, and may have any that fits in a URL path. */
type Owner = 'Cluster' | 'Embedded' | 'Namespaced';

const isPathSegment = (name: string): boolean => name !== '.' && name !== '..' && !/[/%]/.test(name);

function nameProblems(metadata: JsonObject, path: string, owner: Owner): readonly Violation[] {
  const found = (field: string, reason: Reason, problem: string, repair: string): Violation => ({
    path: fieldPath(path, field),
    value: metadata[field],
    reason,
    problem,
    repair,
  });
  const [name, prefix, namespace] = [textOf(metadata, 'name'), textOf(metadata, 'generateName'), textOf(metadata, 'namespace')];
  const isName = owner === 'Embedded' ? isPathSegment : isDnsSubdomain;
  const repair = owner === 'Embedded' ? 'use neither / nor %' : 'use lower case letters, digits, - and ., at most 253, with a letter or digit at both ends';
  return [
    ...(owner !== 'Embedded' && name === '' && prefix === '' ? [found('name', 'FieldValueRequired', 'is missing', 'give the object a name')] : []),
    ...(name !== '' && !isName(name) ? [found('name', 'FieldValueInvalid', 'is not a name', repair)] : []),
    ...(prefix !== '' && !isName(prefix.replace(/-$/, 'a')) ? [found('generateName', 'FieldValueInvalid', 'is not the beginning of a name', repair)] : []),
    ...(owner !== 'Cluster' && namespace !== '' && !isDnsLabel(namespace)
      ? [found('namespace', 'FieldValueInvalid', 'is not the name of a namespace', 'use lower case letters, digits and -, at most 63')]
      : []),
  ];
}

function keyProblems(metadata: JsonObject, path: string): readonly Violation[] {
  const invalid = (place: string, value: unknown, problem: string, repair: string): Violation => ({
    path: place,
    value,
    reason: 'FieldValueInvalid',
    problem,
    repair,
  });
  const [labels, annotations] = [fieldPath(path, 'labels'), fieldPath(path, 'annotations')];
  const annotated = textsIn(metadata['annotations']);
  const bytes = annotated.reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
  const finalizers = Array.isArray(metadata['finalizers']) ? metadata['finalizers'].filter((item) => typeof item === 'string') : [];
  return [
    ...textsIn(metadata['labels']).flatMap(([key, text]) => [
      ...(isQualifiedName(key) ? [] : [invalid(fieldPath(labels, key), text, 'has a key that is not allowed for a label', KEY_REPAIR)]),
      ...(isLabelValue(text) ? [] : [invalid(fieldPath(labels, key), text, 'is not a value for a label', 'use letters, digits, -, _ and ., at most 63')]),
    ]),
    ...annotated.flatMap(([key, text]) =>
      isQualifiedName(key.toLowerCase()) ? [] : [invalid(fieldPath(annotations, key), text, 'has a key that is not allowed for an annotation', KEY_REPAIR)],
    ),
    ...(bytes > ANNOTATION_BYTES ? [invalid(annotations, undefined, `hold ${bytes} bytes`, `keep them within ${ANNOTATION_BYTES}`)] : []),
    ...finalizers.flatMap((text, index) =>
      isQualifiedName(text) ? [] : [invalid(itemPath(fieldPath(path, 'finalizers'), index), text, 'is not the name of a finalizer', KEY_REPAIR)],
    ),
  ];
}

/** Problems that the API server reports about metadata. */
export function metadataProblems(metadata: unknown, path: string, owner: Owner): readonly Violation[] {
  const violations: Violation[] = [];
  const known = withDefaults(
    objectMeta,
    prune(objectMeta, metadata ?? {}, path, (violation) => violations.push(violation)),
  );
  violations.push(...structureProblems(objectMeta, known, path));
  if (isObject(known)) violations.push(...nameProblems(known, path, owner), ...keyProblems(known, path));
  return violations;
}
