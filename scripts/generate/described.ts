import { DOC, type LIKE } from '../../crd/schema/schema';

/** What both kinds of schema (that of the spec, and those of Kubernetes kinds) say of a value, as far as documentation needs it. */
export interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly [DOC]?: string;
  readonly [LIKE]?: Described;
  readonly default?: unknown;
  /** What holds where the field is left out, in words. */
  readonly byDefault?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[] | undefined;
  readonly items?: Described;
  readonly additionalProperties?: Described | boolean | undefined;
  /** How TypeBox says that an object has any keys. */
  readonly patternProperties?: Readonly<Record<string, Described>>;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

/** A field that a user may write, with its path, such as `nodes[].disks[].size`. */
export interface Field {
  readonly path: string;
  readonly schema: Described;
  readonly required: boolean;
}

/** What a schema says of a value, in the words for those who write TypeScript if there are such. */
export const sentenceOf = (schema: Described): string | undefined =>
  // In a docstring, a word that begins with @ is a tag unless it is code.
  (schema[DOC] ?? schema.description)?.replace(/(?<=\s)@\w+/g, '`$&`');

/** Whether a value has named fields of its own. */
export const isGroup = ({ properties }: Described): boolean => Object.keys(properties ?? {}).length > 0;

/** All fields below a schema, each before those inside it, in the order in which they are declared. */
export function fieldsOf(schema: Described, path = ''): readonly Field[] {
  const items = schema.items === undefined ? [] : fieldsOf(schema.items, `${path}[]`);
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const field: Field = { path: path === '' ? name : `${path}.${name}`, schema: child, required: schema.required?.includes(name) ?? false };
    return [field, ...fieldsOf(child, field.path)];
  });
  const values = typeof schema.additionalProperties === 'object' ? fieldsOf(schema.additionalProperties, `${path}.*`) : [];
  return [...named, ...items, ...values];
}
