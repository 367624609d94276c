/**
 * Structural schemas as values: each is the `openAPIV3Schema` that a CRD carries, and knows the TypeScript type of what it describes.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */

declare const described: unique symbol;

/** A rule in CEL, as in `x-kubernetes-validations`. */
export interface Rule {
  /** The expression; `self` is the value that carries the rule, `oldSelf` the one that it replaces. */
  readonly rule: string;
  /** What the API server says when the rule is broken. */
  readonly message?: string;
  /** An expression that makes the message; wins over `message`. */
  readonly messageExpression?: string;
  /** @default FieldValueInvalid */
  readonly reason?: 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueRequired' | 'FieldValueDuplicate';
  /** Where below the carrier the problem is reported. */
  readonly fieldPath?: string;
  /** Whether a rule that names `oldSelf` is also evaluated when an object is created. */
  readonly optionalOldSelf?: boolean;
}

/** The part of OpenAPI v3 that Kubernetes acts on, field for field. */
export interface StructuralSchema {
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  readonly description?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: StructuralSchema };
  readonly items?: StructuralSchema;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

/** A structural schema that knows the type of what it describes. */
export interface Schema<T> extends StructuralSchema {
  readonly [described]: T;
}

/** The TypeScript type that a schema describes. */
export type Static<S> = S extends { readonly [described]: infer T } ? T : never;

/** `N` is true where `null` is a value of its own. */
type OrNull<T, N extends boolean> = N extends true ? T | null : T;

interface Facets<T, N extends boolean> {
  /** One line, in our own words, for the fields that people set; `kubectl explain` shows it. */
  readonly description?: string;
  readonly default?: T;
  /** Whether `null` is a value of its own. */
  readonly nullable?: N;
  readonly rules?: readonly Rule[];
  /** Further conditions on the value. */
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  /** Keep what the schema does not name, instead of pruning it. */
  readonly preserveUnknownFields?: boolean;
}

interface StringFacets<N extends boolean, T = string> extends Facets<T, N> {
  readonly format?: string;
  /** RE2 syntax, searched for and not anchored. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** For text that `enumeration` cannot name: a value that may also be a number. */
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
  /** How two appliers share the list: as one value, as a set, or item by item. */
  readonly listType?: 'atomic' | 'map' | 'set';
  /** The fields that name an item of a list of type `map`. */
  readonly listMapKeys?: readonly string[];
}

interface ObjectFacets<T, N extends boolean> extends Facets<T, N> {
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** `atomic`: appliers share the object as one value. */
  readonly mapType?: 'atomic' | 'granular';
  /** The object is a Kubernetes object itself: apiVersion, kind and metadata are checked. */
  readonly embeddedResource?: boolean;
}

type Properties = { readonly [name: string]: Schema<unknown> };

/** The type of an object with these properties: the required ones, then the others. */
export type ObjectOf<P extends Properties, R extends keyof P> = { readonly [K in R]: Static<P[K]> } & {
  readonly [K in Exclude<keyof P, R>]?: Static<P[K]>;
};

const EXTENSIONS = {
  rules: 'x-kubernetes-validations',
  listType: 'x-kubernetes-list-type',
  listMapKeys: 'x-kubernetes-list-map-keys',
  mapType: 'x-kubernetes-map-type',
  preserveUnknownFields: 'x-kubernetes-preserve-unknown-fields',
  embeddedResource: 'x-kubernetes-embedded-resource',
} as const;

const isExtension = (name: string): name is keyof typeof EXTENSIONS => name in EXTENSIONS;

/** The one place where a plain schema is said to describe a type: the builders below know that it does. */
function schema<T>(base: StructuralSchema, facets: object): Schema<T> {
  const named = Object.entries(facets).map(([name, value]: [string, unknown]) => [isExtension(name) ? EXTENSIONS[name] : name, value]);
  return { ...base, ...(Object.fromEntries(named) as StructuralSchema) } as Schema<T>;
}

/** Text. */
export const string = <const N extends boolean = false>(facets: StringFacets<N> = {}): Schema<OrNull<string, N>> => schema({ type: 'string' }, facets);

/** One of the given texts, or of the given whole numbers. With `nullable` too, null is refused: the API server looks for it among the values. */
export const enumeration = <const T extends number | string>(values: readonly T[], facets: Omit<StringFacets<boolean, NoInfer<T>>, 'enum'> = {}): Schema<T> =>
  schema({ type: typeof values[0] === 'number' ? 'integer' : 'string', enum: values }, facets);

/** A whole number. */
export const integer = <const N extends boolean = false>(facets: NumberFacets<N> = {}): Schema<OrNull<number, N>> => schema({ type: 'integer' }, facets);

/** A number with a fraction. */
export const number = <const N extends boolean = false>(facets: NumberFacets<N> = {}): Schema<OrNull<number, N>> => schema({ type: 'number' }, facets);

/** True or false. */
export const boolean = <const N extends boolean = false>(facets: Facets<boolean, N> = {}): Schema<OrNull<boolean, N>> => schema({ type: 'boolean' }, facets);

/** A number or text, such as a port by number or name. */
export const intOrString = <const N extends boolean = false>(facets: StringFacets<N, number | string> = {}): Schema<OrNull<number | string, N>> =>
  schema({ anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true }, facets);

/** A list of values that have one schema. */
export const array = <T, const N extends boolean = false>(items: Schema<T>, facets: ArrayFacets<NoInfer<T>, N> = {}): Schema<OrNull<readonly T[], N>> =>
  schema({ type: 'array', items }, facets);

/** Values by key, all of one schema. */
export const map = <T, const N extends boolean = false>(
  values: Schema<T>,
  facets: ObjectFacets<Readonly<Record<string, NoInfer<T>>>, N> = {},
): Schema<OrNull<Readonly<Record<string, T>>, N>> => schema({ type: 'object', additionalProperties: values }, facets);

/** An object with named fields; those not in `required` may be left out. */
export const object = <P extends Properties, const R extends keyof P & string = never, const N extends boolean = false>(
  properties: P,
  facets: ObjectFacets<Partial<ObjectOf<P, never>>, N> & { readonly required?: readonly R[] } = {},
): Schema<OrNull<ObjectOf<P, R>, N>> => schema({ type: 'object', ...(Object.keys(properties).length > 0 && { properties }) }, facets);

/** An object whose fields are its owner's business. */
export const anything = <const N extends boolean = false>(
  facets: ObjectFacets<Readonly<Record<string, unknown>>, N> = {},
): Schema<OrNull<Readonly<Record<string, unknown>>, N>> => schema({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, facets);

/** The same values, with facets of one place: another description, a default, or `null` as well. */
export const withFacets = <T, const N extends boolean = false>(of: Schema<T>, facets: Facets<NoInfer<T>, N>): Schema<OrNull<T, N>> => schema(of, facets);

/** A schema that somebody else wrote, such as one read from a CustomResourceDefinition; nobody knows the type of what it describes. */
export const foreign = (schemaOfOthers: StructuralSchema): Schema<unknown> => schema(schemaOfOthers, {});
