import { LIKE } from '../../crd/schema/schema';
import { type Described, isGroup, sentenceOf } from './described';

/**
 * The name of the interface for a group of fields, if it has one; without, the group is written in its place. Asked with the `properties` of the
 * group: a schema with facets of one place shares them with the original.
 */
export type Names = (properties: object) => string | undefined;

/** A value as TypeScript has it. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => `${/^\w+$/.test(name) ? name : literal(name)}: ${literal(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}

const comment = (lines: readonly string[]): string =>
  lines.length === 1 ? `/** ${lines.join('')} */\n` : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;

/** Only groups of the spec take no other fields; a kind says nothing of what holds where a group is left out. */
const isGroupOfSpec = (schema: Described): boolean => isGroup(schema) && schema.additionalProperties === false;

/** What holds where a field is left out, as far as its schema says. */
function fallbackOf(schema: Described): string | undefined {
  if (schema.default !== undefined) return literal(schema.default);
  return schema.byDefault ?? (isGroupOfSpec(schema) ? 'the defaults of its fields' : undefined);
}

/** The docstring of a member. */
function docOf(schema: Described, required: boolean): string {
  const fallback = required ? undefined : fallbackOf(schema);
  const sentence = sentenceOf(schema);
  const tags = [...(fallback === undefined ? [] : [`@default ${fallback}`]), ...(schema.examples ?? []).map((example) => `@example ${literal(example)}`)];
  const lines = [...(sentence === undefined ? [] : [sentence]), ...(sentence !== undefined && tags.length > 0 ? [''] : []), ...tags];
  return lines.length === 0 ? '' : comment(lines.map((line) => line.replaceAll('*/', '*\\/')));
}

const members = ({ properties = {}, required = [] }: Described, names: Names): string =>
  Object.entries(properties)
    .map(([name, schema]) => {
      const needed = required.includes(name);
      return `${docOf(schema, needed)}readonly ${/^\w+$/.test(name) ? name : literal(name)}${needed ? '' : '?'}: ${typeOf(schema, names)};\n`;
    })
    .join('');

function objectType(schema: Described, names: Names): string {
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : Object.values(schema.patternProperties ?? {})[0];
  if (values !== undefined) return `Readonly<Record<string, ${typeOf(values, names)}>>`;
  if (isGroup(schema)) return names(schema.properties ?? {}) ?? `{\n${members(schema, names)}}`;
  return `Readonly<Record<string, ${schema.additionalProperties === false ? 'never' : 'unknown'}>>`;
}

function plainType(schema: Described, names: Names): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'number | string';
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {}, names)})[]`;
  if (schema.type === 'object') return objectType(schema, names);
  return { integer: 'number', number: 'number', string: 'string', boolean: 'boolean' }[schema.type ?? ''] ?? 'unknown';
}

/** The type that a schema describes, as TypeScript text. */
export function typeOf(schema: Described, names: Names): string {
  const type = plainType(schema[LIKE] ?? schema, names);
  return schema.nullable === true && type !== 'unknown' ? `${type} | null` : type;
}

/** An exported interface with a docstring on every member. */
export function interfaceText(name: string, schema: Described, names: Names): string {
  const sentence = sentenceOf(schema);
  return `${sentence === undefined ? '' : comment([sentence])}export interface ${name} {\n${members(schema, names)}}\n`;
}
