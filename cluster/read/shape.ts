import { type TSchema, Kind } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { CHOICE } from '../spec/fields';
import { nearestName } from '../values/nearest-name';
import { type Path, type Problem, error, nameError } from '../values/problem';
import { PINS } from '../values/versions';

/** Other names that people know the values by. */
const SYNONYMS: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  x64: 'amd64',
  aarch64: 'arm64',
  armv8: 'arm64',
  master: 'control-plane',
  controlplane: 'control-plane',
  node: 'worker',
};

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** The texts that a choice has. */
export const optionsOf = (schema: TSchema): readonly string[] => texts(schema['enum']);

/** Whether a value has fields. */
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a value is, in words. */
export const nameOfType = (value: unknown): string =>
  value === null ? 'empty' : Array.isArray(value) ? 'a list' : isRecord(value) ? 'a group of fields' : typeof value === 'string' ? 'text' : `a ${typeof value}`;

const scalarText = (value: unknown): string | undefined => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined);

function exampleOf(schema: TSchema): string {
  const [example = schema.default as unknown] = schema['type'] === 'string' ? texts(schema['examples']) : [];
  return typeof example === 'string' ? ` such as ${example}` : '';
}

const WANTED: Readonly<Record<string, string>> = { array: 'a list', boolean: 'true or false', integer: 'a whole number', object: 'a group of fields' };

function wrongType(path: Path, value: unknown, schema: TSchema): Problem {
  const wanted = WANTED[String(schema['type'])] ?? `text${exampleOf(schema)}`;
  const quotes = schema['type'] === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? ', in quotes if it still looks like one' : '';
  return error(path, scalarText(value), `is ${nameOfType(value)}`, `write ${wanted}${quotes}`);
}

/** The option that somebody meant. */
export function meantChoice(value: unknown, options: readonly string[]): string | undefined {
  const synonym = SYNONYMS[String(value).toLowerCase()];
  return synonym !== undefined && options.includes(synonym) ? synonym : nearestName(String(value), options);
}

function wrongChoice(path: Path, value: unknown, schema: TSchema): Problem {
  if (typeof value !== 'string') return wrongType(path, value, schema);
  const options = optionsOf(schema);
  const suggestion = meantChoice(value, options);
  return error(path, value, `is not one of ${options.join(', ')}`, suggestion === undefined ? 'choose one of them' : `did you mean ${suggestion}?`);
}

const pins: ReadonlyMap<string, string> = new Map(Object.entries(PINS));

function unknownField(path: Path, schema: TSchema): Problem {
  const name = String(path.at(-1));
  const pinned = path.length === 2 && path[0] === 'versions' ? pins.get(name) : undefined;
  if (pinned !== undefined) return nameError(path, 'is not a field', `remove it: this release of cdk8s-metal installs ${name} ${pinned}`);
  const names = Object.keys(isRecord(schema['properties']) ? schema['properties'] : {});
  const suggestion = nearestName(name, names);
  const others = names.length === 0 ? 'remove it' : `the fields here are ${names.join(', ')}`;
  return nameError(path, 'is not a field', suggestion === undefined ? others : `did you mean ${suggestion}?`);
}

/** What TypeBox found, as a sentence of ours. */
export function problemOf(found: ValueError, path: Path): Problem {
  const { schema, value } = found;
  switch (found.type) {
    case ValueErrorType.ObjectAdditionalProperties:
      return unknownField(path, schema);
    case ValueErrorType.ObjectRequiredProperty:
      return error(path, undefined, 'is missing', `add it: ${String(schema.description).split(/[.:] |\.$/)[0] ?? ''}${exampleOf(schema)}`);
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.IntegerMaximum:
      return error(path, String(value), 'is out of range', `choose a number from ${String(schema['minimum'])} to ${String(schema['maximum'])}`);
    default:
      return schema[Kind] === CHOICE ? wrongChoice(path, value, schema) : wrongType(path, value, schema);
  }
}
