/**
 * Structural schemas as values: each is the `openAPIV3Schema` of a CRD, and has the TypeScript type of the values that it describes.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */

declare const described: unique symbol;

/** The key of what a schema says to those who write TypeScript: no definition carries it, so that a CRD stays small. */
export const DOC = Symbol('doc');

/** The key of a schema that has the type which people are to write, where the schema itself takes more: texts in any case, numbers as text. */
export const LIKE = Symbol('like');

/** A rule in CEL, as in `x-kubernetes-validations`. */
export interface Rule {
  /** The expression in CEL; `self` is the value with the rule, `oldSelf` its value before the change. */
  readonly rule: string;
  /** The API server's message when the rule is broken. @default a message with the rule */
  readonly message?: string;
  /** An expression in CEL for the message; wins over `message`. @default none */
  readonly messageExpression?: string;
  /** The kind of problem that is reported when the rule is broken. @default FieldValueInvalid */
  readonly reason?: 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueRequired' | 'FieldValueDuplicate';
  /** The field that is reported, relative to the value with the rule. @default the value with the rule */
  readonly fieldPath?: string;
  /** Whether a rule with `oldSelf` is evaluated for new objects too; `oldSelf` is an optional then. @default false */
  readonly optionalOldSelf?: boolean;
}

/** The keywords of OpenAPI v3 that Kubernetes acts on. */
export interface StructuralSchema {
  /** Type of the value in JSON; left out where it may be a number or text. */
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  /** What TypeScript alone is told; no definition carries it. */
  readonly [DOC]?: string;
  /** The schema whose type people are to write, where this one takes more. */
  readonly [LIKE]?: StructuralSchema;
  /** What the value means, for `kubectl explain` and editors. */
  readonly description?: string;
  /** The value that the API server fills in where there is none. */
  readonly default?: unknown;
  /** Whether null is a value. */
  readonly nullable?: boolean;
  /** All values that are allowed. */
  readonly enum?: readonly unknown[];
  /** Form of the text or number, such as date-time or int32. */
  readonly format?: string;
  /** Regular expression in the syntax of RE2 that the text must match somewhere. */
  readonly pattern?: string;
  /** Smallest number of characters. */
  readonly minLength?: number;
  /** Largest number of characters. */
  readonly maxLength?: number;
  /** Smallest number. */
  readonly minimum?: number;
  /** Largest number. */
  readonly maximum?: number;
  /** Whether the number must be above the minimum. */
  readonly exclusiveMinimum?: boolean;
  /** Whether the number must be below the maximum. */
  readonly exclusiveMaximum?: boolean;
  /** The number of which the value must be a multiple. */
  readonly multipleOf?: number;
  /** Smallest number of items. */
  readonly minItems?: number;
  /** Largest number of items. */
  readonly maxItems?: number;
  /** Whether no item may occur twice. */
  readonly uniqueItems?: boolean;
  /** Smallest number of fields. */
  readonly minProperties?: number;
  /** Largest number of fields. */
  readonly maxProperties?: number;
  /** Fields that must be there. */
  readonly required?: readonly string[];
  /** Schemas of the fields, by name. */
  readonly properties?: { readonly [name: string]: StructuralSchema };
  /** Schema of all items. */
  readonly items?: StructuralSchema;
  /** Schema of the values of a map; a boolean: whether any values are taken. */
  readonly additionalProperties?: StructuralSchema | boolean;
  /** Schemas of which the value must fit all. */
  readonly allOf?: readonly StructuralSchema[];
  /** Schemas of which the value must fit one at least. */
  readonly anyOf?: readonly StructuralSchema[];
  /** Schemas of which the value must fit exactly one. */
  readonly oneOf?: readonly StructuralSchema[];
  /** A schema that the value must not fit. */
  readonly not?: StructuralSchema;
  /** Whether the value is a whole number or text. */
  readonly 'x-kubernetes-int-or-string'?: boolean;
  /** Whether fields without a schema are kept instead of dropped. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  /** Whether the value is a Kubernetes object itself. */
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  /** How two appliers share a list: as one value, item by item, or as a set. */
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  /** Fields that tell the items of a list of type map apart. */
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  /** How two appliers share an object: as one value, or field by field. */
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  /** Rules in CEL that the value must keep. */
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

/** A structural schema with the TypeScript type of the values that it describes. */
export interface Schema<T> extends StructuralSchema {
  readonly [described]: T;
}

/** The TypeScript type of the values that a schema describes. */
export type Static<S> = S extends { readonly [described]: infer T } ? T : never;

/** `N` is true where `null` is allowed. */
type OrNull<T, N extends boolean> = N extends true ? T | null : T;

interface Facets<T, N extends boolean> {
  /** One sentence: meaning, unit, default. `kubectl explain` and editors show it. */
  readonly description?: string;
  /** The same for TypeScript only, where a description in the definition would be too much; the docstring of the type or field. */
  readonly doc?: string;
  readonly default?: T;
  /** Whether `null` is allowed; elsewhere the API server drops it. @default false */
  readonly nullable?: N;
  readonly rules?: readonly Rule[];
  /** Further schemas that the value has to fit, all of them. */
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  /** Keeps fields that the schema does not name. @default false: the API server removes them */
  readonly preserveUnknownFields?: boolean;
}

interface StringFacets<N extends boolean, T = string> extends Facets<T, N> {
  readonly format?: string;
  /** RE2 syntax, not anchored. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Choices of a value that may also be a number; `enumeration` is for all others. */
  readonly enum?: readonly T[];
}

interface NumberFacets<N extends boolean> extends Facets<number, N> {
  readonly format?: 'double' | 'float' | 'int32' | 'int64';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
}

interface ArrayFacets<T, N extends boolean> extends Facets<readonly T[], N> {
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** How server-side apply merges the list: `atomic` as one value, `set` value by value, `map` item by item. @default atomic */
  readonly listType?: 'atomic' | 'map' | 'set';
  /** The fields that identify an item of a list of type `map`. */
  readonly listMapKeys?: readonly string[];
}

interface ObjectFacets<T, N extends boolean> extends Facets<T, N> {
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** How server-side apply merges the object: `atomic` as one value, `granular` field by field. @default granular */
  readonly mapType?: 'atomic' | 'granular';
  /** Whether the object is a Kubernetes object, whose apiVersion, kind and metadata are checked. @default false */
  readonly embeddedResource?: boolean;
}

type Properties = { readonly [name: string]: Schema<unknown> };

/** The type of an object with these properties, `R` of them required. */
export type ObjectOf<P extends Properties, R extends keyof P> = { readonly [K in R]: Static<P[K]> } & {
  readonly [K in Exclude<keyof P, R>]?: Static<P[K]>;
};

const EXTENSIONS = {
  doc: DOC,
  rules: 'x-kubernetes-validations',
  listType: 'x-kubernetes-list-type',
  listMapKeys: 'x-kubernetes-list-map-keys',
  mapType: 'x-kubernetes-map-type',
  preserveUnknownFields: 'x-kubernetes-preserve-unknown-fields',
  embeddedResource: 'x-kubernetes-embedded-resource',
} as const;

const isExtension = (name: string): name is keyof typeof EXTENSIONS => name in EXTENSIONS;

/** The one place that gives a plain schema its type: the builders below make both. */
function schema<T>(base: StructuralSchema, facets: object): Schema<T> {
  const named = Object.entries(facets).map(([name, value]: [string, unknown]) => [isExtension(name) ? EXTENSIONS[name] : name, value]);
  return { ...base, ...(Object.fromEntries(named) as StructuralSchema) } as Schema<T>;
}

/** Text. */
export const string = <const N extends boolean = false>(facets: StringFacets<N> = {}): Schema<OrNull<string, N>> => schema({ type: 'string' }, facets);

/** One of the given texts or whole numbers. `nullable` does not allow null here: the API server looks for it among the values. */
export const enumeration = <const T extends number | string>(values: readonly T[], facets: Omit<StringFacets<boolean, NoInfer<T>>, 'enum'> = {}): Schema<T> =>
  schema({ type: typeof values[0] === 'number' ? 'integer' : 'string', enum: values }, facets);

/** A whole number. */
export const integer = <const N extends boolean = false>(facets: NumberFacets<N> = {}): Schema<OrNull<number, N>> => schema({ type: 'integer' }, facets);

/** A number, with or without a fraction. */
export const number = <const N extends boolean = false>(facets: NumberFacets<N> = {}): Schema<OrNull<number, N>> => schema({ type: 'number' }, facets);

/** True or false. */
export const boolean = <const N extends boolean = false>(facets: Facets<boolean, N> = {}): Schema<OrNull<boolean, N>> => schema({ type: 'boolean' }, facets);

/** A number or text, such as a port by number or name. */
export const intOrString = <const N extends boolean = false>(facets: StringFacets<N, number | string> = {}): Schema<OrNull<number | string, N>> =>
  schema({ anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true }, facets);

/** A list of values of one schema. */
export const array = <T, const N extends boolean = false>(items: Schema<T>, facets: ArrayFacets<NoInfer<T>, N> = {}): Schema<OrNull<readonly T[], N>> =>
  schema({ type: 'array', items }, facets);

/** A map from any text to values of one schema. */
export const map = <T, const N extends boolean = false>(
  values: Schema<T>,
  facets: ObjectFacets<Readonly<Record<string, NoInfer<T>>>, N> = {},
): Schema<OrNull<Readonly<Record<string, T>>, N>> => schema({ type: 'object', additionalProperties: values }, facets);

/** An object with named fields; fields that are not in `required` are optional. */
export const object = <P extends Properties, const R extends keyof P & string = never, const N extends boolean = false>(
  properties: P,
  facets: ObjectFacets<Partial<ObjectOf<P, never>>, N> & { readonly required?: readonly R[] } = {},
): Schema<OrNull<ObjectOf<P, R>, N>> => schema({ type: 'object', ...(Object.keys(properties).length > 0 && { properties }) }, facets);

/** An object with any fields. */
export const anything = <const N extends boolean = false>(
  facets: ObjectFacets<Readonly<Record<string, unknown>>, N> = {},
): Schema<OrNull<Readonly<Record<string, unknown>>, N>> => schema({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, facets);

/** The schema with other facets: another description, a default, null. */
export function withFacets<T, const N extends boolean = false>(of: Schema<T>, facets: Facets<NoInfer<T>, N>): Schema<OrNull<T, N>> {
  const { [DOC]: _ofAnyPlace, ...rest } = of;
  // What is said of this place takes the place of what is said of any.
  return schema(facets.description === undefined ? of : rest, facets);
}

/** A schema from elsewhere, such as one read from a CustomResourceDefinition; the type of its values is unknown. */
export const foreign = (schemaOfOthers: StructuralSchema): Schema<unknown> => schema(schemaOfOthers, {});
