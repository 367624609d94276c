import { children } from '../schema/child';
import { formatOf } from '../schema/format';
import { type JsonObject, canonical, isObject, own } from '../schema/json';
import { fieldPath } from '../schema/path';
import { matches } from '../schema/pattern';
import type { StructuralSchema } from '../schema/schema';
import { type Reason, type Violation, sentence } from '../schema/violation';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'text',
};

const LARGEST_INTEGER = 2 ** 63;

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  float: [-3.4028234663852886e38, 3.4028234663852886e38],
  int32: [-(2 ** 31), 2 ** 31 - 1],
};

const ACCEPTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < LARGEST_INTEGER,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  object: isObject,
  string: (value) => typeof value === 'string',
};

function typesOf(schema: StructuralSchema): readonly string[] {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  if (schema.type === undefined) return [];
  // The API server checks the format before the type, and accepts a list where a text has a format.
  return schema.type === 'string' && schema.format !== undefined && formatOf(schema.format) ? ['string', 'array'] : [schema.type];
}

const typeName = (value: unknown): string => {
  if (value === null) return 'null';
  return TYPE_NAMES[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
};

function typeProblem(schema: StructuralSchema, value: unknown): Found {
  const types = typesOf(schema);
  if (types.length === 0 || types.some((type) => ACCEPTS[type]?.(value) === true)) return [];
  if (value === null && schema.nullable === true) return [];
  const wanted = (types.length === 1 || schema['x-kubernetes-int-or-string'] === true ? types : [schema.type ?? ''])
    .map((type) => TYPE_NAMES[type])
    .join(' or ');
  return [['FieldValueTypeInvalid', typeof value === 'number' ? 'has the wrong type' : `is ${typeName(value)}`, `give ${wanted}`]];
}

/** Reason, problem and repair of each problem. */
type Found = readonly (readonly [Reason, string, string])[];

const choices = (values: readonly unknown[]): string => values.map((value) => (value === '' ? '""' : String(value))).join(', ');

function enumProblem(schema: StructuralSchema, value: unknown): Found {
  if (!schema.enum || schema.enum.some((allowed) => canonical(allowed) === canonical(value))) return [];
  return [['FieldValueNotSupported', 'is not supported', `use ${schema.enum.length > 1 ? 'one of ' : ''}${choices(schema.enum)}`]];
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

interface Size {
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly words: readonly [one: string, many: string];
  /** The reason that the API server gives for an excess. */
  readonly reason: Reason;
}

function sizeProblem(size: number, { least, most, words: [one, many], reason }: Size): Found {
  if (least !== undefined && size < least) return [['FieldValueInvalid', `has ${counted(size, one, many)}`, `give at least ${least}`]];
  return most !== undefined && size > most ? [[reason, `has ${counted(size, one, many)}`, `give at most ${most}`]] : [];
}

function textProblems(schema: StructuralSchema, text: string): Found {
  const format = schema.format === undefined ? undefined : formatOf(schema.format);
  const size: Size = { least: schema.minLength, most: schema.maxLength, words: ['character', 'characters'], reason: 'FieldValueTooLong' };
  return [
    ...sizeProblem([...text].length, size),
    ...(schema.pattern !== undefined && !matches(schema.pattern, text)
      ? ([['FieldValueInvalid', 'does not have the right form', `let it match ${schema.pattern}`]] as const)
      : []),
    ...(format && !format.accepts(text) ? ([['FieldValueTypeInvalid', 'does not have the right form', `give ${format.example}`]] as const) : []),
  ];
}

function numberProblems(schema: StructuralSchema, value: number): Found {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const [least, most] = RANGES[schema.format ?? ''] ?? [-Infinity, Infinity];
  const isMultiple = multipleOf === undefined || Number.isInteger(value / multipleOf);
  const checks: readonly (readonly [boolean, string, string])[] = [
    [
      minimum !== undefined && (exclusiveMinimum === true ? value <= minimum : value < minimum),
      'is too small',
      `give ${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}`,
    ],
    [
      maximum !== undefined && (exclusiveMaximum === true ? value >= maximum : value > maximum),
      'is too large',
      `give ${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}`,
    ],
    [value < least || value > most, `does not fit in ${schema.format}`, `give a number from ${least} to ${most}`],
    [!isMultiple, `is not a multiple of ${multipleOf}`, 'round it'],
  ];
  return checks.flatMap(([isBroken, problem, repair]) => (isBroken ? [['FieldValueInvalid', problem, repair] as const] : []));
}

/** Problems of the value itself, without its fields and items. */
function ownProblems(schema: StructuralSchema, value: unknown): Found {
  if (typeof value === 'string') return textProblems(schema, value);
  if (typeof value === 'number') return numberProblems(schema, value);
  if (Array.isArray(value)) {
    const repeats = schema.uniqueItems === true && new Set(value.map(canonical)).size < value.length;
    const size: Size = { least: schema.minItems, most: schema.maxItems, words: ['item', 'items'], reason: 'FieldValueTooMany' };
    return [...sizeProblem(value.length, size), ...(repeats ? ([['FieldValueDuplicate', 'holds an item twice', 'leave one of them']] as const) : [])];
  }
  if (!isObject(value)) return [];
  return sizeProblem(Object.keys(value).length, {
    least: schema.minProperties,
    most: schema.maxProperties,
    words: ['field', 'fields'],
    reason: 'FieldValueTooMany',
  });
}

const describedIn = (schema: StructuralSchema): string => {
  const type = schema.enum
    ? `one of ${choices(schema.enum)}`
    : typesOf(schema)
        .map((name) => TYPE_NAMES[name])
        .join(' or ');
  return type === '' ? 'a value' : type;
};

function missingFields(schema: StructuralSchema, value: JsonObject, path: string): readonly Violation[] {
  return (schema.required ?? []).flatMap((name): readonly Violation[] => {
    if (Object.hasOwn(value, name)) return [];
    const child = own(schema.properties, name);
    const repair = child ? `give ${describedIn(child)}` : 'set it';
    return [{ path: fieldPath(path, name), value: undefined, reason: 'FieldValueRequired', problem: 'is missing', repair }];
  });
}

function heldProblems(schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  const held = children(schema, value, path).flatMap((child) => structureProblems(child.schema, child.value, child.path));
  return isObject(value) ? [...missingFields(schema, value, path), ...held] : held;
}

function alternativeProblems(schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  const found = (problem: string, repair: string): Violation => ({ path, value, reason: 'FieldValueInvalid', problem, repair });
  const attempts = (alternatives: readonly StructuralSchema[]): readonly (readonly Violation[])[] =>
    alternatives.map((alternative) => structureProblems(alternative, value, path));
  const either = (tried: readonly (readonly Violation[])[]): string =>
    `mend one of these: ${tried.map((violations) => violations.map(sentence).join(', ')).join(' | ')}`;
  const { allOf = [], anyOf, oneOf, not } = schema;
  const [anyTried, oneTried] = [attempts(anyOf ?? []), attempts(oneOf ?? [])];
  const fitting = oneTried.filter((violations) => violations.length === 0).length;
  return [
    ...allOf.flatMap((alternative) => structureProblems(alternative, value, path)),
    ...(anyOf && anyTried.every((violations) => violations.length > 0) ? [found('fits none of the alternatives', either(anyTried))] : []),
    ...(oneOf && fitting === 0 ? [found('fits none of the alternatives', either(oneTried))] : []),
    ...(fitting > 1 ? [found(`fits ${fitting} of the alternatives`, 'let it fit exactly one')] : []),
    ...(not && structureProblems(not, value, path).length === 0 ? [found('has a form that is excluded', 'change it')] : []),
  ];
}

/** Problems with types, bounds, forms and fields of a value. A value of the wrong type is not looked into. */
export function structureProblems(schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  const violations = (found: Found): readonly Violation[] => found.map(([reason, problem, repair]) => ({ path, value, reason, problem, repair }));
  const wrongType = typeProblem(schema, value);
  if (wrongType.length > 0) return violations(wrongType);
  if (value === null) return violations(enumProblem(schema, value));
  return [
    ...violations([...ownProblems(schema, value), ...enumProblem(schema, value)]),
    ...alternativeProblems(schema, value, path),
    ...heldProblems(schema, value, path),
  ];
}
