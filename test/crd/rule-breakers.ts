import { type Resource, wholeSchema } from '../../crd/definition';
import { isObject, type JsonObject } from '../../crd/json';
import type { Rule, StructuralSchema } from '../../crd/schema';
import { validate } from '../../crd/validate';
import type { Random } from './random';
import { sample, schemaAt } from './sample';

const ATTEMPTS = 400;

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

function breaker({ schema }: Carrier, { rule }: Rule, random: Random): unknown {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const value = sample(schema, random, attempt % 3);
    const violations = validate(schema, value);
    if (violations.length > 0 && violations.every(({ repair }) => repair === `make this true: ${rule}`)) return value;
  }
  return undefined;
}

/** Objects of a kind that break its rules below the root, one by one, as far as values are found that break nothing else. */
export function ruleBreakers(resource: Resource, host: () => JsonObject, random: Random): readonly JsonObject[] {
  const root = wholeSchema(resource.versions[0]);
  return carriers(root).flatMap((carrier) =>
    (carrier.schema['x-kubernetes-validations'] ?? []).flatMap((rule) => {
      const value = breaker(carrier, rule, random);
      const object = value === undefined ? undefined : implanted(root, host(), carrier.path, value, random);
      return isObject(object) ? [object] : [];
    }),
  );
}
