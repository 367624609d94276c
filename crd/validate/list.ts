import { children } from '../schema/child';
import { holds } from '../schema/holds';
import { canonical, isObject, own } from '../schema/json';
import { itemPath } from '../schema/path';
import type { StructuralSchema } from '../schema/schema';
import type { Violation } from '../schema/violation';

/** The part of an item that must be unique: in a set the whole item, in a map its keys. */
function identity(schema: StructuralSchema, item: unknown): string {
  if (schema['x-kubernetes-list-type'] === 'set' || !isObject(item)) return canonical(item);
  return canonical((schema['x-kubernetes-list-map-keys'] ?? []).map((key) => own(item, key)));
}

const repairOf = (schema: StructuralSchema): string =>
  schema['x-kubernetes-list-type'] === 'set' ? 'leave one of them' : `give each its own ${(schema['x-kubernetes-list-map-keys'] ?? []).join(' and ')}`;

function repeatedItems(schema: StructuralSchema, list: readonly unknown[], path: string): readonly Violation[] {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') return [];
  const first = new Map<string, number>();
  return list.flatMap((value, index): readonly Violation[] => {
    const key = identity(schema, value);
    const original = first.get(key);
    if (original === undefined) {
      first.set(key, index);
      return [];
    }
    return [{ path: itemPath(path, index), value, reason: 'FieldValueDuplicate', problem: `repeats ${itemPath(path, original)}`, repair: repairOf(schema) }];
  });
}

const holdsList = holds('x-kubernetes-list-type');

/** Repeated items in lists of type `set` or `map`, here and below. */
export function duplicates(schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  if (!holdsList(schema)) return [];
  const here = Array.isArray(value) ? repeatedItems(schema, value, path) : [];
  return [...here, ...children(schema, value, path).flatMap((child) => duplicates(child.schema, child.value, child.path))];
}
