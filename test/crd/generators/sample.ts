import { fieldSchema } from '../../../crd/schema/child';
import type { StructuralSchema } from '../../../crd/schema/schema';
import { structureProblems } from '../../../crd/validate/structure';
import type { Random } from './random';

const TEXTS = [
  'a',
  'abc',
  'ABC',
  'A_B',
  'a-b',
  'a.b',
  'x1',
  'default',
  'true',
  'Auto',
  '0',
  '5',
  '80',
  '100',
  '8080',
  '1Gi',
  '100Mi',
  '4Ki',
  '0.5',
  '10%',
  '10s',
  '1m30s',
  '1h',
  '1d',
  '24h',
  '10.0.0.0/8',
  '192.168.0.0/16',
  'fd00::/64',
  '10.0.0.1',
  'fd00::1',
  '10.0.0.1:80',
  '2026-01-31T12:00:00Z',
  'aGVsbG8=',
  '00:00:5e:00:53:01',
  '/dev/sda',
  '/a/b',
  'https://example.com/',
  'v1',
  'v1.2.3',
  'a/b',
  'example.com',
  'example.com/a',
  'all()',
  "a == 'b'",
  '1:2',
  '100:200',
  '0x1f',
  '64512',
  '1.1',
  '1:1',
  'eth0',
  'eth.*',
  'quay.io',
  'quay.io/a:b',
  '@a',
  '',
  'has(a)',
  '0-5',
  '8080:8090',
  'Mon',
  'ABC_DEF',
  'RGW00889737169837717',
  '0E-2A',
  '10/minute',
] as const;

/** Words that a pattern names may be what it wants. */
const wordsIn = (pattern: string): readonly string[] => pattern.match(/[A-Za-z0-9]+/g) ?? [];

const fitting = new WeakMap<StructuralSchema, readonly string[]>();

function fittingTexts(schema: StructuralSchema): readonly string[] {
  const { type: _type, ...bounds } = schema;
  const candidates = [...TEXTS, ...wordsIn(schema.pattern ?? ''), 'a'.repeat(Math.min(schema.minLength ?? 0, 300))];
  return candidates.filter((candidate) => structureProblems(bounds, candidate, '').length === 0);
}

function text(schema: StructuralSchema, random: Random): unknown {
  const texts = fitting.get(schema) ?? fittingTexts(schema);
  fitting.set(schema, texts);
  return random.any(texts);
}

function numeral(schema: StructuralSchema, random: Random): number {
  const { minimum = 0, maximum = minimum + 10 } = schema;
  const value = minimum + random.next() * (maximum - minimum);
  return schema.type === 'integer' ? Math.min(Math.ceil(value), maximum) : value;
}

function list(schema: StructuralSchema, random: Random, depth: number): unknown {
  const { items = {}, minItems = 0, maxItems = 3 } = schema;
  const size = Math.min(Math.max(minItems, random.pick([0, 1, 1, 2, 3])), maxItems);
  return Array.from({ length: size }, () => sample(items, random, depth + 1)).filter((item) => item !== undefined);
}

function fields(schema: StructuralSchema, random: Random, depth: number): unknown {
  const share = [1, 0.8, 0.45, 0.3, 0.2, 0.1][depth] ?? 0.05;
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) === true || random.chance(share));
  const named = properties.map(([name, child]) => [name, sample(child, random, depth + 1)]);
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const count = values ? Math.max(schema.minProperties ?? 0, random.pick([0, 1, 2])) : 0;
  const keyed = values
    ? Array.from({ length: count }, (_, index) => [
        random.pick(['a', 'key', 'KEY_A', 'x.y/z']) + (index === 0 ? '' : String(index)),
        sample(values, random, depth + 1),
      ])
    : [];
  const own = schema['x-kubernetes-preserve-unknown-fields'] === true && random.chance(0.3) ? [['unforeseen', { deep: [1, null] }]] : [];
  return Object.fromEntries([...named, ...keyed, ...own].filter(([, value]) => value !== undefined));
}

/** A value that is likely to fit a schema; undefined where none is found. */
export function sample(schema: StructuralSchema, random: Random, depth = 0): unknown {
  const allowed = [...(schema.enum ?? []), ...(schema.allOf ?? []).flatMap((part) => part.enum ?? [])];
  if (schema.nullable === true && random.chance(0.05)) return null;
  if (allowed.length > 0) return random.any(allowed);
  if (schema['x-kubernetes-int-or-string'] === true) return random.chance(0.5) ? random.pick([1, 80, 0]) : text(schema, random);
  const makers = { array: list, boolean: () => random.chance(0.5), integer: numeral, number: numeral, object: fields, string: text };
  return schema.type === undefined ? random.pick<unknown>([1, 'a', { a: 1 }]) : makers[schema.type](schema, random, depth);
}

/** The schema of what stands at a place below a schema. */
export function schemaAt(schema: StructuralSchema | undefined, key: number | string): StructuralSchema | undefined {
  if (typeof key === 'number') return schema?.items;
  return fieldSchema(schema, key);
}
