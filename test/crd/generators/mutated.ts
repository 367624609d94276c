import { type JsonObject, isObject } from '../../../crd/schema/json';
import type { StructuralSchema } from '../../../crd/schema/schema';
import type { Path } from './places';
import type { Random } from './random';
import { sample, schemaAt } from './sample';

interface Site {
  readonly path: Path;
  readonly value: unknown;
  readonly schema: StructuralSchema | undefined;
}

/** Every place of an object, with what stands there and its schema. */
function sites(value: unknown, schema: StructuralSchema | undefined, path: Path = []): readonly Site[] {
  const children: readonly (readonly [number | string, unknown])[] = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [{ path, value, schema }, ...children.flatMap(([key, child]) => sites(child, schemaAt(schema, key), [...path, key]))];
}

/** The object with something else at a place; undefined: with nothing. */
export function replaced(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole))
    return whole.flatMap((item: unknown, index) => (index === key ? [replaced(item, rest, value)] : [item])).filter((item) => item !== undefined);
  if (!isObject(whole)) return whole;
  const changed = Object.entries({ ...whole, [key]: replaced(whole[key], rest, value) });
  return Object.fromEntries(changed.filter(([, field]) => field !== undefined));
}

const WRONG = [5, 'x', true, [], {}, 1.5, null, ['x'], [5], { x: 1 }, [{ x: 1 }], ''];

const METADATA: readonly JsonObject[] = [
  { name: 'Upper' },
  { name: 'a_b' },
  { name: 'a.b' },
  { name: '' },
  { name: 'a', unknown: 1 },
  { name: 'default', labels: { a: 'b' } },
  { name: 'a', labels: { a: '-' } },
  { name: 'a', labels: { '-': 'a' } },
  { name: 'a', annotations: { 'A/b': 'c' } },
  { name: 'a', annotations: { 'a b': 'c' } },
  { name: 5 },
  { name: 'a', labels: { a: 5 } },
  { name: 'a', labels: null },
  { name: 'default' },
  { name: 'node.a' },
  { name: 'kube-admin' },
  { name: 'rbd.csi.ceph.com' },
  { name: 'a.cephfs.csi.ceph.com' },
  { generateName: 'a-' },
  { name: 'a', finalizers: ['a/b'] },
  { name: 'a', finalizers: ['a b'] },
];

/** Kinds of damage, each an attempt that makes what stands at a place something else. */
const DAMAGES: readonly ((site: Site, random: Random) => unknown)[] = [
  (_site, random) => random.any(WRONG),
  () => undefined,
  () => null,
  ({ value }) => (isObject(value) ? { ...value, unknownField: 1 } : 'unknown value'),
  ({ value, schema }, random) => {
    const missing = isObject(value) ? Object.keys(schema?.properties ?? {}).filter((name) => !Object.hasOwn(value, name)) : [];
    const name = random.any(missing);
    return name === undefined || !isObject(value) ? value : { ...value, [name]: sample(schemaAt(schema, name) ?? {}, random, 3) };
  },
  ({ value }) => (Array.isArray(value) ? [...value, ...value.slice(0, 1)] : isObject(value) ? {} : value),
  ({ value }) => (Array.isArray(value) ? [] : value),
  ({ schema }, random) => sample(schema ?? {}, random, 3),
  ({ value, schema }, random) => {
    if (typeof value === 'number')
      return random.any([-1, 0, (schema?.minimum ?? 0) - 1, (schema?.maximum ?? 0) + 1, value + 0.5, 2 ** 31, 2 ** 53, -(2 ** 31) - 1, 1e21]);
    if (typeof value === 'string')
      return random.any(['', 'no such thing!', 'a'.repeat((schema?.maxLength ?? 300) + 1), `${value} `, value.toUpperCase(), `é${value}`, '😀']);
    return value;
  },
];

/** An object of a kind with one place damaged, or its metadata exchanged. */
export function mutated(object: JsonObject, schema: StructuralSchema, random: Random): JsonObject {
  if (random.chance(0.06)) return { ...object, metadata: random.any(METADATA) };
  const places = sites(object, schema).filter(({ path }) => path.length > 0 && !['apiVersion', 'kind', 'metadata'].includes(String(path[0])));
  const site = random.any(places);
  const damage = random.any(DAMAGES);
  const result = site && damage ? replaced(object, site.path, damage(site, random)) : object;
  return isObject(result) ? result : object;
}
