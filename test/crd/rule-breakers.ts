import { type Resource, wholeSchema } from '../../crd/definition';
import { isObject, type JsonObject } from '../../crd/json';
import type { StructuralSchema } from '../../crd/schema';
import { validate } from '../../crd/validate';
import type { Random } from './random';
import { sample, schemaAt } from './sample';

const ATTEMPTS = 200;

type Path = readonly (number | string)[];

interface Carrier {
  readonly path: Path;
  readonly schema: StructuralSchema;
}

/** Every place of a schema that carries rules; 0 stands for a list's item, `a` for a map's value. */
function carriers(schema: StructuralSchema, path: Path = []): readonly Carrier[] {
  const children: readonly (readonly [number | string, StructuralSchema | undefined])[] = [
    ...Object.entries(schema.properties ?? {}),
    [0, schema.items],
    ['a', typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined],
  ];
  const here = schema['x-kubernetes-validations'] && path.length > 0 ? [{ path, schema }] : [];
  return [...here, ...children.flatMap(([key, child]) => (child ? carriers(child, [...path, key]) : []))];
}

/** The value with another one at a place, with what lies between. */
function implanted(schema: StructuralSchema, host: unknown, [key, ...rest]: Path, value: unknown, random: Random): unknown {
  if (key === undefined) return value;
  const child = schemaAt(schema, key) ?? {};
  if (typeof key === 'number') return [implanted(child, undefined, rest, value, random)];
  const fields = isObject(host) ? host : sample(schema, random, 5);
  return { ...(isObject(fields) ? fields : {}), [key]: implanted(child, isObject(fields) ? fields[key] : undefined, rest, value, random) };
}

/** Values that break one rule of a carrier each, and nothing else. */
function breakers({ schema }: Carrier, random: Random): readonly unknown[] {
  const found = new Map<string, unknown>();
  const wanted = (schema['x-kubernetes-validations'] ?? []).filter(({ rule }) => !rule.includes('oldSelf'));
  for (let attempt = 0; attempt < ATTEMPTS && found.size < wanted.length; attempt += 1) {
    const value = sample(schema, random, attempt % 3);
    const [broken, ...others] = new Set(validate(schema, value).map(({ repair }) => repair));
    if (broken?.startsWith('make this true: ') === true && others.length === 0 && !found.has(broken)) found.set(broken, value);
  }
  return [...found.values()];
}

/** Objects of a kind that break its rules below the root, one by one, as far as values are found that break nothing else. */
export function ruleBreakers(resource: Resource, host: () => JsonObject, random: Random): readonly JsonObject[] {
  const root = wholeSchema(resource.versions[0]);
  return carriers(root).flatMap((carrier) =>
    breakers(carrier, random).flatMap((value) => {
      const object = implanted(root, host(), carrier.path, value, random);
      return isObject(object) ? [object] : [];
    }),
  );
}
