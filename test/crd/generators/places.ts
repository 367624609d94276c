import { isObject } from '../../../crd/schema/json';
import type { StructuralSchema } from '../../../crd/schema/schema';
import type { Random } from './random';
import { sample, schemaAt } from './sample';

/** Where something is in a value: 0 stands for a list's item, `KEY_A` for a map's value. */
export type Path = readonly (number | string)[];

/** A place, and the schema of what stands there. */
export interface Place {
  readonly path: Path;
  readonly schema: StructuralSchema;
}

/** The places right below one. */
export function below({ path, schema }: Place): readonly Place[] {
  const children: readonly (readonly [number | string, StructuralSchema | undefined])[] = [
    ...Object.entries(schema.properties ?? {}),
    [0, schema.items],
    ['KEY_A', typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined],
  ];
  return children.flatMap(([key, child]) => (child ? [{ path: [...path, key], schema: child }] : []));
}

/** The value with another one at a place, and with what must lie between: as the value has it, or a sample that is the smaller the greater the depth. */
export function implanted(schema: StructuralSchema, host: unknown, [key, ...rest]: Path, value: unknown, random: Random, depth = 5): unknown {
  if (key === undefined) return value;
  const child = schemaAt(schema, key) ?? {};
  if (typeof key === 'number') {
    const [first, ...others]: readonly unknown[] = Array.isArray(host) ? host : [];
    return [implanted(child, first, rest, value, random, depth), ...others];
  }
  const fields = isObject(host) ? host : sample(schema, random, depth);
  return { ...(isObject(fields) ? fields : {}), [key]: implanted(child, isObject(fields) ? fields[key] : undefined, rest, value, random, depth) };
}
