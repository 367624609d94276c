/** Keywords of a schema or a column that the API server does not act on. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['description']);

/** Keys whose children are names that an author chose, not keywords. */
const NAMES: ReadonlySet<string> = new Set(['properties', 'annotations', 'labels']);

/** Keys that hold values, not schemas: compared as they are. */
const VALUES: ReadonlySet<string> = new Set(['default', 'enum']);

/** Lists whose order has no meaning. */
const SETS: ReadonlySet<string> = new Set(['required', 'enum', 'shortNames', 'categories']);

type Dictionary = Readonly<Record<string, unknown>>;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isDictionary = (value: unknown): value is Dictionary => typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function compare(ours: unknown, upstream: unknown, path: string, key: string): readonly string[] {
  if (isDictionary(ours) && isDictionary(upstream)) return compareFields(ours, upstream, path, key);
  if (isList(ours) && isList(upstream) && !VALUES.has(key)) {
    const [left, right] = SETS.has(key) ? [[...ours].sort(), [...upstream].sort()] : [ours, upstream];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => compare(left[index], right[index], `${path}[${index}]`, key)).flat();
  }
  return JSON.stringify(ours) === JSON.stringify(upstream) ? [] : [`${path}: ours ${shown(ours)}, upstream ${shown(upstream)}`];
}

function compareFields(ours: Dictionary, upstream: Dictionary, path: string, key: string): readonly string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(upstream)])];
  const compared = NAMES.has(key) || VALUES.has(key) ? names : names.filter((name) => !WITHOUT_EFFECT.has(name));
  return compared.flatMap((name) => compare(ours[name], upstream[name], path === '' ? name : `${path}.${name}`, NAMES.has(key) || VALUES.has(key) ? '' : name));
}

/** A root schema without apiVersion, kind and metadata: they mean the same whether it names them or not, and every object has metadata. */
function withoutTypeMeta(root: unknown): unknown {
  if (!isDictionary(root)) return root;
  const { required, properties, ...rest } = root;
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...others } = isDictionary(properties) ? properties : {};
  const needed = Array.isArray(required) ? required.filter((name) => !['apiVersion', 'kind', 'metadata'].includes(String(name))) : [];
  return { ...rest, properties: others, ...(needed.length > 0 && { required: needed }) };
}

/** A definition without the generator's annotation and the values that are defaults, its versions sorted by name. */
function definitionProper(definition: Dictionary): Dictionary {
  const metadata = isDictionary(definition['metadata']) ? definition['metadata'] : {};
  const annotations = Object.entries(isDictionary(metadata['annotations']) ? metadata['annotations'] : {});
  const spec = isDictionary(definition['spec']) ? definition['spec'] : {};
  const { preserveUnknownFields, versions, ...rest } = spec;
  return {
    apiVersion: definition['apiVersion'],
    kind: definition['kind'],
    metadata: { ...metadata, annotations: Object.fromEntries(annotations.filter(([name]) => name !== 'controller-gen.kubebuilder.io/version')) },
    spec: {
      ...rest,
      ...(preserveUnknownFields === true && { preserveUnknownFields }),
      versions: Array.isArray(versions) ? versions.map((version: unknown) => versionProper(version)).sort(byName) : versions,
    },
  };
}

const nameOf = (version: unknown): string => (isDictionary(version) ? String(version['name']) : '');

const byName = (one: unknown, other: unknown): number => (nameOf(one) < nameOf(other) ? -1 : 1);

function versionProper(version: unknown): unknown {
  if (!isDictionary(version) || !isDictionary(version['schema'])) return version;
  return { ...version, schema: { openAPIV3Schema: withoutTypeMeta(version['schema']['openAPIV3Schema']) } };
}

const isWhole = (value: unknown): value is Dictionary => isDictionary(value) && value['kind'] === 'CustomResourceDefinition';

/**
 * Differences between two schemas, or two whole CustomResourceDefinitions, that the API server acts on: one line for each place, with its path.
 * Descriptions, the generator's annotation and the order of keys, sets and versions are not compared.
 */
export const differences = (ours: unknown, upstream: unknown): readonly string[] =>
  isWhole(ours) && isWhole(upstream) ? compare(definitionProper(ours), definitionProper(upstream), '', '') : compare(ours, upstream, '', '');
