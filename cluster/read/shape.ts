import { type TSchema, Kind } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { CHOICE } from '../spec/fields';
import { nearestName } from '../values/nearest-name';
import { type Path, type Problem, error, nameError } from '../values/problem';
import { PINS } from '../values/versions';
import { meantBoolean, meantNumber } from './meant-scalar';

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

const WANTED: Readonly<Record<string, string>> = { array: 'a list', boolean: 'true or false', object: 'a group of fields' };

/** A value that the schema refuses. */
export interface Refused {
  /** Where it is in the spec. */
  readonly path: Path;
  /** What it is. */
  readonly value: unknown;
  /** A number, or yes or no, as it stands in the text: 2.10, where its value is 2.1. */
  readonly written?: string | undefined;
}

const isPlainText = (value: unknown): value is string => typeof value === 'string' && /^[\w.][\w.:/-]*$/.test(value);

/** What was meant instead of a value of another type; undefined where that cannot be told. */
export function meantValue({ path, value }: Refused, schema: TSchema): boolean | number | undefined {
  if (typeof value !== 'string') return undefined;
  if (schema['type'] === 'boolean') return meantBoolean(value);
  const number = schema['type'] === 'integer' ? meantNumber(value, String(path.at(-1))) : undefined;
  return number === undefined || number < Number(schema['minimum']) || number > Number(schema['maximum']) ? undefined : number;
}

/** Whether only quotes are missing: a number, or yes or no, where text belongs. */
export const wantsQuotes = (value: unknown, schema: TSchema): boolean =>
  schema['type'] === 'string' && schema[Kind] !== CHOICE && (typeof value === 'number' || typeof value === 'boolean');

/** What to write in the place of a value of another type. */
function rightType(refused: Refused, schema: TSchema): string {
  const { value } = refused;
  const meant = meantValue(refused, schema);
  if (meant !== undefined) return `write ${meant}${String(meant) === value ? ', without quotes' : ''}`;
  if (wantsQuotes(value, schema)) return `write "${refused.written ?? String(value)}", in quotes`;
  if (schema['type'] === 'integer') return `write a whole number from ${String(schema['minimum'])} to ${String(schema['maximum'])}`;
  const items: unknown = schema['items'];
  if (isRecord(items) && items['type'] === 'string' && isPlainText(value)) return `write a list: [${value}]`;
  return `write ${WANTED[String(schema['type'])] ?? `text${exampleOf(schema)}`}`;
}

const wrongType = (refused: Refused, schema: TSchema): Problem =>
  error(refused.path, refused.written ?? scalarText(refused.value), `is ${nameOfType(refused.value)}`, rightType(refused, schema));

/** The option that was meant. */
export function meantChoice(value: unknown, options: readonly string[]): string | undefined {
  const synonym = SYNONYMS[String(value).toLowerCase()];
  return synonym !== undefined && options.includes(synonym) ? synonym : nearestName(String(value), options);
}

function wrongChoice({ path, value, written }: Refused, schema: TSchema): Problem {
  const options = optionsOf(schema);
  const suggestion = typeof value === 'string' ? meantChoice(value, options) : undefined;
  const problem = typeof value === 'string' ? `is not one of ${options.join(', ')}` : `is ${nameOfType(value)}`;
  const choices = typeof value === 'string' ? 'choose one of them' : `choose one of ${options.join(', ')}`;
  return error(path, written ?? scalarText(value), problem, suggestion === undefined ? choices : `did you mean ${suggestion}?`);
}

const pins: ReadonlyMap<string, string> = new Map(Object.entries(PINS));

const propertiesOf = (schema: unknown): Record<string, unknown> => (isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {});

/** Whether a group, or the items of a list, have a field. */
const hasField = (schema: unknown, name: string): boolean =>
  Object.hasOwn(propertiesOf(schema), name) || (isRecord(schema) && Object.hasOwn(propertiesOf(schema['items']), name));

/** A name and its value with no blank between them: `name:a` and `name=a` within brackets. */
const GLUED = /^(\w+)([:=])\s*(\S.*)$/;

/** The field that was meant. */
function meantField(name: string, schema: TSchema): string | undefined {
  const names = Object.keys(propertiesOf(schema));
  const [, glued = ''] = GLUED.exec(name) ?? [];
  return names.includes(glued) ? glued : nearestName(name, names);
}

/** What to write in the place of a field that is not there. */
function rightField(name: string, schema: TSchema): string {
  const properties = propertiesOf(schema);
  const names = Object.keys(properties);
  const meant = meantField(name, schema);
  const [, glued, mark, value = ''] = GLUED.exec(name) ?? [];
  if (meant !== undefined && glued === meant) return `write ${mark === ':' ? 'a blank after the colon' : 'a colon and a blank'}: ${meant}: ${value}`;
  if (name === '<<') return 'write the fields out: what an alias stands for is not merged';
  if (meant !== undefined) return `did you mean ${meant}?`;
  const owner = names.find((group) => hasField(properties[group], name));
  if (owner !== undefined) return `indent it below ${owner}, whose field it is`;
  return names.length === 0 ? 'remove it' : `the fields here are ${names.join(', ')}`;
}

function unknownField(path: Path, schema: TSchema): Problem {
  const name = String(path.at(-1));
  const pinned = path.length === 2 && path[0] === 'versions' ? pins.get(name) : undefined;
  const repair = pinned === undefined ? rightField(name, schema) : `remove it: this release of cdk8s-metal installs ${name} ${pinned}`;
  return nameError(path, 'is not a field', repair);
}

/** What TypeBox found, as a sentence of ours. */
export function problemOf(found: ValueError, path: Path, written?: string): Problem {
  const { schema, value } = found;
  const refused: Refused = { path, value, written };
  switch (found.type) {
    case ValueErrorType.ObjectAdditionalProperties:
      return unknownField(path, schema);
    case ValueErrorType.ObjectRequiredProperty:
      return error(path, undefined, 'is missing', `add it: ${String(schema.description).split(/[.:] |\.$/)[0] ?? ''}${exampleOf(schema)}`);
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.IntegerMaximum:
      return error(path, String(value), 'is out of range', `choose a number from ${String(schema['minimum'])} to ${String(schema['maximum'])}`);
    default:
      return schema[Kind] === CHOICE ? wrongChoice(refused, schema) : wrongType(refused, schema);
  }
}
