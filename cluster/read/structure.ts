import { type TSchema, Kind, TypeRegistry } from '@sinclair/typebox';
import { type ValueError, Errors, ValueErrorType } from '@sinclair/typebox/errors';
import { type ClusterSpec, CLUSTER_SCHEMA } from '../spec/cluster-spec';
import { CHOICE } from '../spec/fields';
import { type Path, type Problem, error } from '../values/problem';
import { isRecord, meantChoice, meantValue, nameOfType, optionsOf, problemOf, wantsQuotes } from './shape';

TypeRegistry.Set<TSchema>(CHOICE, (schema, value) => optionsOf(schema).includes(String(value)) && typeof value === 'string');

/** A value of the right shape, and what had to be changed or dropped to make it so. */
export interface Structure {
  /** At least one. Where a value was refused, the user may have meant several: one spec for each. */
  readonly specs: readonly ClusterSpec[];
  /** What was replaced or left out, and why. */
  readonly problems: readonly Problem[];
  /** Numbers, and yes or no, where text belongs: the specs have that text. What is wrong with it besides says more. */
  readonly unquoted: readonly Problem[];
}

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The values that may have been meant where one was refused: each option of a choice, the ends of a range, an empty list and one with an item. */
function candidates(schema: TSchema, refused?: unknown): readonly unknown[] {
  if (schema[Kind] === CHOICE) {
    const meant = meantChoice(refused, optionsOf(schema));
    return meant === undefined ? optionsOf(schema) : [meant];
  }
  const fallback: readonly unknown[] = schema.default === undefined ? [] : [schema.default];
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const byType: Readonly<Record<string, () => readonly unknown[]>> = {
    array: () => [[], [blank(schema['items'] as TSchema)]],
    boolean: () => [false, true],
    integer: () => [...fallback, Number(schema['minimum']), Number(schema['maximum'])],
    object: () => [Object.fromEntries(required.map((name) => [name, blank(properties[name] as TSchema)]))],
  };
  return byType[String(schema['type'])]?.() ?? (fallback.length > 0 ? fallback : ['']);
}

/** The plainest value of a schema. */
const blank = (schema: TSchema): unknown => candidates(schema)[0];

/** Something that the schema refuses, and what may stand in its place. */
interface Refusal {
  readonly steps: readonly string[];
  /** None: it is dropped. */
  readonly candidates: readonly unknown[];
}

/** Replaces what was refused, in a copy. */
function mended(value: unknown, refusals: readonly Refusal[], choice: number): ClusterSpec {
  const root: unknown = structuredClone(value);
  for (const { steps, candidates: all } of refusals) {
    const owner = steps.slice(0, -1).reduce<unknown>((one, step) => (isRecord(one) || Array.isArray(one) ? Reflect.get(one, step) : undefined), root);
    const name = steps.at(-1);
    if (name === undefined || typeof owner !== 'object' || owner === null) continue;
    if (all.length === 0) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, { value: structuredClone(all[choice % all.length]), configurable: true, enumerable: true, writable: true });
  }
  // What was refused has been replaced by what the schema takes, so this is a ClusterSpec now.
  return root as ClusterSpec;
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

/** Compares a value with the schema of the spec: all that is wrong, and specs to go on with, so that later checks can report theirs at the same time. */
export function checkStructure(value: unknown, writtenAt: (path: Path) => string | undefined = () => undefined): Structure | readonly Problem[] {
  if (value === null || value === undefined) return [error([], undefined, 'the spec is empty', 'begin with nodes: and your machines')];
  if (!isRecord(value)) return [error([], undefined, `the spec is ${nameOfType(value)}`, 'write fields, such as name: home')];
  const told = new Set<string>();
  const [problems, unquoted]: readonly [Problem[], Problem[]] = [[], []];
  const refusals: Refusal[] = [];
  for (const found of Errors(CLUSTER_SCHEMA, value)) {
    // A missing field is reported once as missing and once as undefined, a wrong list once and for each of its items.
    if ([...ancestors(found.path)].some((pointer) => told.has(pointer))) continue;
    told.add(found.path);
    const steps = pathOf(found.path);
    const path = typedPath(value, steps);
    const written = writtenAt(path);
    (wantsQuotes(found.value, found.schema) ? unquoted : problems).push(problemOf(found, path, written));
    refusals.push({ steps, candidates: replacements(found, path, written) });
  }
  const choices = Math.max(1, ...refusals.map((refusal) => refusal.candidates.length));
  return { specs: Array.from({ length: choices }, (_, choice) => mended(value, refusals, choice)), problems, unquoted };
}

/** What may stand in the place of something that was refused. */
function replacements({ type, schema, value }: ValueError, path: Path, written: string | undefined): readonly unknown[] {
  if (type === ValueErrorType.ObjectAdditionalProperties) return [];
  if (wantsQuotes(value, schema)) return [written ?? String(value)];
  const meant = meantValue({ path, value }, schema);
  return meant === undefined ? candidates(schema, value) : [meant];
}

function* ancestors(pointer: string): Generator<string> {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) yield pointer.slice(0, end);
}
