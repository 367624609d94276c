import type { CelInput } from '@bufbuild/cel';
import { create } from '@bufbuild/protobuf';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';
import { fieldSchema } from '../schema/child';
import { nanoseconds } from '../schema/duration';
import { isObject, own } from '../schema/json';
import type { StructuralSchema } from '../schema/schema';

const RESERVED = new Set('true false null in as break const continue else for function if import let loop package namespace return var void while'.split(' '));

const ESCAPES: readonly (readonly [string, string])[] = [
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
];

/** The name of a field in rules: `namespace` is `__namespace__`, `a-b` is `a__dash__b`. */
export const celName = (name: string): string =>
  RESERVED.has(name) ? `__${name}__` : ESCAPES.reduce((text, [sign, word]) => text.replaceAll(sign, word), name);

const SECOND = 1_000_000_000n;

function duration(text: string): CelInput {
  const length = nanoseconds(text) ?? 0n;
  return create(DurationSchema, { seconds: length / SECOND, nanos: Number(length % SECOND) });
}

function timestamp(text: string): CelInput {
  const [, fraction = ''] = /\.(\d+)/.exec(text) ?? [];
  const seconds = Math.floor(Date.parse(text.replace(/\.\d+/, '')) / 1000);
  return create(TimestampSchema, { seconds: BigInt(seconds), nanos: Number(fraction.padEnd(9, '0').slice(0, 9)) });
}

const BY_FORMAT: Readonly<Record<string, (text: string) => CelInput>> = {
  byte: (text) => Uint8Array.from(Buffer.from(text, 'base64')),
  date: (text) => timestamp(`${text}T00:00:00Z`),
  datetime: timestamp,
  duration,
};

function scalar(schema: StructuralSchema, value: unknown): CelInput {
  if (typeof value === 'string') return (BY_FORMAT[schema.format?.replaceAll('-', '') ?? ''] ?? String)(value);
  if (typeof value === 'number') return schema.type === 'number' || !Number.isInteger(value) ? value : BigInt(value);
  return typeof value === 'boolean' ? value : null;
}

/** Fields without a type are invisible to rules. */
const isVisible = (schema: StructuralSchema): boolean => schema.type !== undefined || schema['x-kubernetes-int-or-string'] === true;

/**
 * The value as a rule sees it, with the types of its schema, without null and without fields that the schema does not name.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#type-system-integration
 */
export function celValue(schema: StructuralSchema, value: unknown): CelInput {
  if (Array.isArray(value)) return value.map((item) => celValue(schema.items ?? {}, item));
  if (!isObject(value)) return scalar(schema, value);
  return new Map(
    Object.entries(value).flatMap(([name, field]): readonly (readonly [string, CelInput])[] => {
      const child = fieldSchema(schema, name);
      if (field === null || field === undefined || !child || !isVisible(child)) return [];
      return [[own(schema.properties, name) ? celName(name) : name, celValue(child, field)]];
    }),
  );
}
