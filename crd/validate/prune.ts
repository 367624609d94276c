import { closest, distance } from 'fastest-levenshtein';
import { fieldSchema } from '../schema/child';
import { isObject } from '../schema/json';
import { fieldPath, itemPath } from '../schema/path';
import type { StructuralSchema } from '../schema/schema';
import type { Violation } from '../schema/violation';

const LISTED = 12;
const TYPE_META = new Set(['apiVersion', 'kind', 'metadata']);

/** What to do about a name that is not among the known ones. */
export function suggestion(name: string, known: readonly string[]): string {
  const best =
    known.length > 0
      ? closest(
          name.toLowerCase(),
          known.map((candidate) => candidate.toLowerCase()),
        )
      : '';
  const meant = known.find((candidate) => candidate.toLowerCase() === best);
  const isNear = distance(name.toLowerCase(), best) <= Math.max(2, name.length / 3) || best.startsWith(name.toLowerCase());
  if (meant !== undefined && isNear) return `did you mean ${meant}?`;
  if (known.length === 0) return 'remove it';
  return `known here: ${known.slice(0, LISTED).join(', ')}${known.length > LISTED ? ', …' : ''}`;
}

const isEmbedded = (schema: StructuralSchema | undefined): boolean => schema?.['x-kubernetes-embedded-resource'] === true;

/**
 * The value without what its schema does not name, as the API server stores it; each name that is left out is reported.
 * `isResource`: apiVersion, kind and metadata are known although the schema does not name them.
 */
export function prune(schema: StructuralSchema | undefined, value: unknown, path: string, report: (violation: Violation) => void, isResource = false): unknown {
  return walk(schema, value, path, report, isResource || isEmbedded(schema), false);
}

function walk(
  schema: StructuralSchema | undefined,
  value: unknown,
  path: string,
  report: (violation: Violation) => void,
  isResource: boolean,
  inherited: boolean,
): unknown {
  const keepAll = inherited || schema?.['x-kubernetes-preserve-unknown-fields'] === true || schema?.additionalProperties === true;
  if (Array.isArray(value)) {
    if (keepAll && !schema?.items) return value;
    return value.map((item, index) => walk(schema?.items, item, itemPath(path, index), report, isEmbedded(schema?.items), keepAll));
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, field]): readonly (readonly [string, unknown])[] => {
    const place = fieldPath(path, name);
    const child = fieldSchema(schema, name);
    if (field === undefined) return [];
    if (isResource && TYPE_META.has(name)) return [[name, field]];
    if (child) return [[name, walk(child, field, place, report, isEmbedded(child), false)]];
    if (keepAll) return [[name, field]];
    const repair = suggestion(name, Object.keys(schema?.properties ?? {}));
    report({ path: place, value: field, reason: 'UnknownField', problem: 'is not a known field', repair });
    return [];
  });
  return Object.fromEntries(kept);
}
