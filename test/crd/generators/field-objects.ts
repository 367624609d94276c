import { type Resource, wholeSchema } from '../../../crd/schema/definition';
import { type JsonObject, isObject } from '../../../crd/schema/json';
import type { StructuralSchema } from '../../../crd/schema/schema';
import { structureProblems } from '../../../crd/validate/structure';
import { validate } from '../../../crd/validate/validate';
import { replaced } from './mutated';
import { NAMES } from './names';
import { type Place, below, implanted } from './places';
import type { Random } from './random';
import { sample } from './sample';

/** How many objects are tried until one is fine. */
const ATTEMPTS = 300;

const WRONG_TEXTS = ['', 'no such thing!', 'é', '-', ' '] as const;

const without = (value: JsonObject, name: string): JsonObject => Object.fromEntries(Object.entries(value).filter(([field]) => field !== name));

const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);

/** Ways to make a value wrong, each alone, and bounds that are right still; none where a schema has nothing to say of that. */
const DAMAGES: readonly ((schema: StructuralSchema, value: unknown) => readonly unknown[])[] = [
  ({ type }) => (type === undefined ? [] : [type === 'string' ? 5 : 'x']),
  ({ 'x-kubernetes-int-or-string': either }) => (either === true ? [true, { x: 1 }] : []),
  () => [null],
  ({ enum: values }) => (values ? [typeof values[0] === 'number' ? 99 : 'no such choice'] : []),
  ({ minimum }) => (minimum === undefined ? [] : [minimum - 1, minimum]),
  ({ maximum }) => (maximum === undefined ? [] : [maximum + 1, maximum]),
  ({ type, format }) => (type === 'integer' ? [1.5, ...(format === 'int32' ? [2 ** 31] : [])] : []),
  ({ minLength = 0 }) => (minLength > 0 ? ['a'.repeat(minLength - 1)] : []),
  ({ maxLength }) => (maxLength === undefined ? [] : ['a'.repeat(maxLength + 1)]),
  ({ type: _type, ...schema }) =>
    schema.pattern === undefined && schema.format === undefined ? [] : WRONG_TEXTS.filter((text) => structureProblems(schema, text, '').length > 0).slice(0, 1),
  ({ minItems = 0 }, value) => (minItems > 0 && Array.isArray(value) ? [value.slice(0, minItems - 1)] : []),
  ({ maxItems }, value) => (maxItems !== undefined && Array.isArray(value) ? [times<unknown>(maxItems + 1, value[0])] : []),
  ({ 'x-kubernetes-list-type': kind }, value) => (kind !== undefined && kind !== 'atomic' && Array.isArray(value) ? [[...value, ...value]] : []),
  ({ minProperties = 0 }) => (minProperties > 0 ? [{}] : []),
  ({ maxProperties }, value) =>
    maxProperties !== undefined && isObject(value)
      ? [Object.fromEntries(times(maxProperties + 1, Object.values(value)[0]).map((field, index) => [`key${index}`, field]))]
      : [],
  ({ required = [] }, value) => (isObject(value) ? required.map((name) => without(value, name)) : []),
  ({ type }, value) => (type === 'object' && isObject(value) ? [{ ...value, unknownField: 1 }] : []),
];

interface Fine {
  readonly object: JsonObject;
  /** What stands at the place. */
  readonly value: unknown;
}

/** An object of a kind with something at a place, which is fine; undefined where none is found. */
function fineObject(resource: Resource, { path, schema }: Place, host: JsonObject | undefined, random: Random): Fine | undefined {
  const root = wholeSchema(resource.versions[0]);
  const hosts = [host, host && replaced(host, path.slice(0, -1), undefined), undefined]; // what stands beside the value may not go with it
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const value = sample(schema, random, path.length === 0 ? attempt % 5 : 1 + (attempt % 5));
    const object = implanted(root, hosts[attempt % hosts.length], path, value, random, 5 - (attempt % 5));
    if (value === undefined || !isObject(object)) continue;
    const named = { ...object, apiVersion: resource.apiVersion, kind: resource.kind, metadata: { name: random.pick(NAMES) } };
    if (validate(resource, named).length === 0) return { object: named, value };
  }
  return undefined;
}

/** What people do not fill. */
const NOT_FILLED: ReadonlySet<unknown> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** What is asked about the fields of a kind. */
export interface FieldObjects {
  /** For each field an object that has it and is fine, then those that are wrong there and nowhere else. */
  readonly objects: readonly JsonObject[];
  /** Fields for which no fine object was found, as paths. */
  readonly unreached: readonly string[];
}

/**
 * For each field that people fill an object that is fine, and objects in which this field alone is wrong, in each of the ways that its schema knows.
 * A shape that kinds have in several places is asked about in the first of them: `seen` gathers those that were, from kind to kind.
 */
export function fieldObjects(resource: Resource, random: Random, seen: Set<StructuralSchema>): FieldObjects {
  const [objects, unreached]: [JsonObject[], string[]] = [[], []];
  const ask = (place: Place, host: JsonObject | undefined): void => {
    if (seen.has(place.schema) || NOT_FILLED.has(place.path[0])) return;
    seen.add(place.schema);
    const fine = fineObject(resource, place, host, random);
    if (fine === undefined) unreached.push(place.path.join('.'));
    else {
      const broken = DAMAGES.flatMap((damage) => damage(place.schema, fine.value)).map((wrong) => replaced(fine.object, place.path, wrong));
      objects.push(fine.object, ...broken.filter(isObject));
    }
    for (const child of below(place)) ask(child, fine?.object ?? host);
  };
  ask({ path: [], schema: wholeSchema(resource.versions[0]) }, undefined);
  return { objects, unreached };
}
