import { fieldSchema } from '../schema/child';
import { isObject } from '../schema/json';
import type { StructuralSchema } from '../schema/schema';

const isDroppedNull = (schema: StructuralSchema, value: unknown): boolean => value === null && schema.nullable !== true;

/** The value with the defaults of its schema, and without null where the schema does not allow it, as the API server completes it. */
export function withDefaults(schema: StructuralSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => withDefaults(items, isDroppedNull(items, item) ? (items.default ?? null) : item)) : value;
  }
  if (!isObject(value)) return value;
  const present = Object.entries(value).flatMap(([name, field]): readonly (readonly [string, unknown])[] => {
    const child = fieldSchema(schema, name);
    if (!child) return [[name, field]];
    if (!isDroppedNull(child, field)) return [[name, withDefaults(child, field)]];
    return child.default === undefined ? [] : [[name, withDefaults(child, child.default)]];
  });
  const missing = Object.entries(schema.properties ?? {}).filter(([name, child]) => child.default !== undefined && !Object.hasOwn(value, name));
  return Object.fromEntries([...present, ...missing.map(([name, child]): readonly [string, unknown] => [name, withDefaults(child, child.default)])]);
}
