import { Kind, type TSchema, TypeRegistry } from '@sinclair/typebox';
import { Errors, type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { closest, distance } from 'fastest-levenshtein';
import { type Path, type Problem, error } from './problem';
import { CHOICE, CLUSTER_SCHEMA, type ClusterSpec } from './spec';

TypeRegistry.Set<TSchema>(CHOICE, (schema, value) => optionsOf(schema).includes(String(value)) && typeof value === 'string');

/** A spec of the right shape, and what had to be changed or dropped to make it so. */
export interface Structure {
  readonly spec: ClusterSpec;
  readonly problems: readonly Problem[];
}

/** Other names that people know the values by. */
const SYNONYMS: Readonly<Record<string, string>> = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64', armv8: 'arm64', master: 'control-plane', controlplane: 'control-plane', node: 'worker' };

const optionsOf = (schema: TSchema): readonly string[] => (Array.isArray(schema['enum']) ? schema['enum'].map(String) : []);

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name in a list that somebody meant, if one is near enough. */
export function meant(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || name.length > 64) return undefined;
  const nearest = closest(name.toLowerCase(), [...names]);
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(1, Math.floor(nearest.length / 3)) ? nearest : undefined;
}

const nameOfType = (value: unknown): string => (value === null ? 'empty' : Array.isArray(value) ? 'a list' : isRecord(value) ? 'a group of fields' : `a ${typeof value}`);

const scalarText = (value: unknown): string | undefined => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined);

function exampleOf(schema: TSchema): string {
  const [example = schema.default]: readonly unknown[] = Array.isArray(schema['examples']) ? schema['examples'] : [];
  return typeof example === 'string' ? ` such as ${example}` : '';
}

const WANTED: Readonly<Record<string, string>> = { array: 'a list', boolean: 'true or false', integer: 'a whole number', object: 'a group of fields' };

function wrongType(path: Path, value: unknown, schema: TSchema): Problem {
  const wanted = WANTED[String(schema['type'])] ?? `text${exampleOf(schema)}`;
  const quotes = schema['type'] === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? ', in quotes if it still looks like one' : '';
  return error(path, scalarText(value), `is ${nameOfType(value)}`, `write ${wanted}${quotes}`);
}

function meantChoice(value: unknown, options: readonly string[]): string | undefined {
  const synonym = SYNONYMS[String(value).toLowerCase()];
  return synonym !== undefined && options.includes(synonym) ? synonym : meant(String(value), options);
}

function wrongChoice(path: Path, value: unknown, schema: TSchema): Problem {
  if (typeof value !== 'string') return wrongType(path, value, schema);
  const options = optionsOf(schema);
  const suggestion = meantChoice(value, options);
  return error(path, value, `is none of ${options.join(', ')}`, suggestion === undefined ? 'choose one of them' : `did you mean ${suggestion}?`);
}

function problemOf(found: ValueError, path: Path): Problem {
  const name = String(path.at(-1));
  const { schema, value } = found;
  switch (found.type) {
    case ValueErrorType.ObjectAdditionalProperties: {
      const names = Object.keys(isRecord(schema['properties']) ? schema['properties'] : {});
      const suggestion = meant(name, names);
      return { ...error(path, undefined, 'is not a field', suggestion === undefined ? (names.length === 0 ? 'remove it' : `the fields here are ${names.join(', ')}`) : `did you mean ${suggestion}?`), onName: true };
    }
    case ValueErrorType.ObjectRequiredProperty:
      return error(path, undefined, 'is missing', `add it: ${String(schema.description).split(/[.:] |\.$/)[0] ?? ''}${exampleOf(schema)}`);
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.IntegerMaximum:
      return error(path, String(value), 'is out of range', `choose a number from ${String(schema['minimum'])} to ${String(schema['maximum'])}`);
    default:
      return schema[Kind] === CHOICE ? wrongChoice(path, value, schema) : wrongType(path, value, schema);
  }
}

/** The plainest value of a schema, or the one that was meant, to go on with where the user's was refused. */
function blank(schema: TSchema, refused?: unknown): unknown {
  if (schema[Kind] === CHOICE) return meantChoice(refused, optionsOf(schema)) ?? optionsOf(schema)[0];
  if (schema.default !== undefined) return schema.default;
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const blanks: Readonly<Record<string, () => unknown>> = {
    array: () => [],
    boolean: () => false,
    integer: () => schema['minimum'],
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
