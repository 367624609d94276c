import { type Described, isGroup } from './described';

/** Names of interfaces by the `properties` of the schemas that they describe: a schema with facets of one place shares them with the original. */
export type Names = ReadonlyMap<object, string>;

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

/** The docstring of a member. */
function docOf(schema: Described, required: boolean): string {
  const fallback = schema.default === undefined ? (schema.byDefault ?? (isGroup(schema) ? 'the defaults of its fields' : undefined)) : literal(schema.default);
  const tags = [
    ...(required || fallback === undefined ? [] : [`@default ${fallback}`]),
    ...(schema.examples ?? []).map((example) => `@example ${literal(example)}`),
  ];
  const lines = [
    ...(schema.description === undefined ? [] : [schema.description]),
    ...(tags.length > 0 && schema.description !== undefined ? [''] : []),
    ...tags,
  ];
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
  if (isGroup(schema)) return names.get(schema.properties ?? {}) ?? `{\n${members(schema, names)}}`;
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
export const typeOf = (schema: Described, names: Names): string => `${plainType(schema, names)}${schema.nullable === true ? ' | null' : ''}`;

/** An exported interface with a docstring on every member. */
export const interfaceText = (name: string, schema: Described, names: Names): string =>
  `${schema.description === undefined ? '' : comment([schema.description])}export interface ${name} {\n${members(schema, names)}}\n`;
