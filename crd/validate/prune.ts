import { closest, distance } from 'fastest-levenshtein';
import { fieldSchema } from '../schema/child';
import { isObject } from '../schema/json';
import { fieldPath, itemPath } from '../schema/path';
import type { StructuralSchema } from '../schema/schema';
import type { Violation } from '../schema/violation';

const LISTED = 12;
const TYPE_META = new Set(['apiVersion', 'kind', 'metadata']);

/** The known name that was probably meant: the nearest one, if a third of the letters or fewer differ, else one that begins with the name. */
function meant(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const [lower, candidates] = [name.toLowerCase(), known.map((candidate) => candidate.toLowerCase())];
  const nearest = closest(lower, candidates);
  const isNear = distance(lower, nearest) <= Math.max(2, name.length / 3);
  return known[isNear ? candidates.indexOf(nearest) : candidates.findIndex((candidate) => candidate.startsWith(lower))];
}

/** The repair for an unknown name. cluster/ has a function of its own for this: the rooms share the library, and the bound on differences is each room's choice. */
export function suggestion(name: string, known: readonly string[]): string {
  const candidate = meant(name, known);
  if (candidate !== undefined) return `did you mean ${candidate}?`;
  if (known.length === 0) return 'remove it';
  return `known here: ${known.slice(0, LISTED).join(', ')}${known.length > LISTED ? ', …' : ''}`;
}

const isEmbedded = (schema: StructuralSchema | undefined): boolean => schema?.['x-kubernetes-embedded-resource'] === true;

/**
 * The value without unknown fields, as the API server stores it; each removed field is reported.
 * With `isResource`, apiVersion, kind and metadata are known even where the schema does not name them.
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
