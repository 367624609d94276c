import { isObject, own } from './json';
import { fieldPath, itemPath } from './path';
import type { StructuralSchema } from './schema';

/** A field or an item of a value, with its schema. */
export interface Child {
  /** Schema of the field or item. */
  readonly schema: StructuralSchema;
  /** The field or item. */
  readonly value: unknown;
  /** Where it is, from the root of the object. */
  readonly path: string;
}

/** The schema of an object's field: its own, or that of all values of a map. */
export const fieldSchema = (schema: StructuralSchema | undefined, name: string): StructuralSchema | undefined =>
  own(schema?.properties, name) ?? (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined);

/** The fields and items of a value that its schema describes. */
export function children(schema: StructuralSchema, value: unknown, path: string): readonly Child[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item: unknown, index) => ({ schema: items, value: item, path: itemPath(path, index) })) : [];
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const child = fieldSchema(schema, name);
    return child ? [{ schema: child, value: field, path: fieldPath(path, name) }] : [];
  });
}
