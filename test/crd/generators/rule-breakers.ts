import { type Resource, wholeSchema } from '../../../crd/schema/definition';
import { type JsonObject, isObject } from '../../../crd/schema/json';
import { validate } from '../../../crd/validate/validate';
import { type Place, below, implanted } from './places';
import type { Random } from './random';
import { sample } from './sample';

const ATTEMPTS = 200;

/** Every place of a schema that carries rules. */
const carriers = (place: Place): readonly Place[] => [
  ...(place.schema['x-kubernetes-validations'] && place.path.length > 0 ? [place] : []),
  ...below(place).flatMap(carriers),
];

/** Values that break one rule of a carrier each, and nothing else. */
function breakers({ schema }: Place, random: Random): readonly unknown[] {
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
  return carriers({ path: [], schema: root }).flatMap((carrier) =>
    breakers(carrier, random).flatMap((value) => {
      const object = implanted(root, host(), carrier.path, value, random);
      return isObject(object) ? [object] : [];
    }),
  );
}
