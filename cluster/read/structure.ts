import { type TSchema, Kind, TypeRegistry } from '@sinclair/typebox';
import { type ValueError, Errors, ValueErrorType } from '@sinclair/typebox/errors';
import { type ClusterSpec, CLUSTER_SCHEMA } from '../spec/cluster-spec';
import { CHOICE } from '../spec/fields';
import { type Path, type Problem, error } from '../values/problem';
import { isRecord, meantChoice, nameOfType, optionsOf, problemOf } from './shape';

TypeRegistry.Set<TSchema>(CHOICE, (schema, value) => optionsOf(schema).includes(String(value)) && typeof value === 'string');

/** A spec of the right shape, and what had to be changed or dropped to make it so. */
export interface Structure {
  readonly spec: ClusterSpec;
  readonly problems: readonly Problem[];
}

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The plainest value of a schema, or the one that was meant, to go on with where the user's was refused. */
function blank(schema: TSchema, refused?: unknown): unknown {
  if (schema[Kind] === CHOICE) return meantChoice(refused, optionsOf(schema)) ?? optionsOf(schema)[0];
  const fallback: unknown = schema.default;
  if (fallback !== undefined) return fallback;
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const blanks: Readonly<Record<string, () => unknown>> = {
    array: () => [],
    boolean: () => false,
    integer: () => Number(schema['minimum']),
    object: () => Object.fromEntries(required.map((name) => [name, blank(properties[name] as TSchema)])),
  };
  return (blanks[String(schema['type'])] ?? (() => ''))();
}

/** Replaces what was refused; works on a copy of its own. */
function mend(root: unknown, steps: readonly string[], found: ValueError): void {
  const owner = steps.slice(0, -1).reduce<unknown>((value, step) => (isRecord(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined), root);
  const name = steps.at(-1);
  if (name === undefined || typeof owner !== 'object' || owner === null) return;
  if (found.type === ValueErrorType.ObjectAdditionalProperties) Reflect.deleteProperty(owner, name);
  else Object.defineProperty(owner, name, { value: blank(found.schema, found.value), configurable: true, enumerable: true, writable: true });
}

/** Field names of objects are text, places in lists are numbers. */
function typedPath(root: unknown, steps: readonly string[]): Path {
  let value = root;
  return steps.map((step) => {
    const place = Array.isArray(value) ? Number(step) : step;
    value = isRecord(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined;
    return place;
  });
}

/** Compares a value with the schema of the spec: all that is wrong, and a spec to go on with, so that later checks can report theirs at the same time. */
export function checkStructure(value: unknown): Structure | readonly Problem[] {
  if (value === null || value === undefined) return [error([], undefined, 'the spec is empty', 'begin with nodes: and your machines')];
  if (!isRecord(value)) return [error([], undefined, `the spec is ${nameOfType(value)}`, 'write fields, such as name: home')];
  const mended: unknown = structuredClone(value);
  const problems = new Map<string, Problem>();
  for (const found of Errors(CLUSTER_SCHEMA, value)) {
    // A missing field is reported once as missing and once as undefined, a wrong list once and for each of its items.
    const reported = [...ancestors(found.path)].some((pointer) => problems.has(pointer));
    if (reported) continue;
    const steps = pathOf(found.path);
    problems.set(found.path, problemOf(found, typedPath(value, steps)));
    mend(mended, steps, found);
  }
  // What was refused has been replaced by what the schema takes, so this is a ClusterSpec now.
  return { spec: mended as ClusterSpec, problems: [...problems.values()] };
}

function* ancestors(pointer: string): Generator<string> {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) yield pointer.slice(0, end);
}
