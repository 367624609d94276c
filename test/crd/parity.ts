/** What the API server does not act on, wherever it stands as a keyword of a schema or a column. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['description']);

/** Below these keys stand names that somebody chose, not keywords. */
const NAMES: ReadonlySet<string> = new Set(['properties', 'annotations', 'labels']);

/** Values, not schemas: taken as they are. */
const VALUES: ReadonlySet<string> = new Set(['default', 'enum']);

/** Lists in which order says nothing. */
const SETS: ReadonlySet<string> = new Set(['required', 'enum', 'shortNames', 'categories']);

type Dictionary = Readonly<Record<string, unknown>>;

const isDictionary = (value: unknown): value is Dictionary => typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function compare(ours: unknown, upstream: unknown, path: string, key: string): readonly string[] {
  if (isDictionary(ours) && isDictionary(upstream)) return compareFields(ours, upstream, path, key);
  if (Array.isArray(ours) && Array.isArray(upstream) && !VALUES.has(key)) {
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

/** apiVersion, kind and metadata mean the same whether a root schema names them or not, and no object is without metadata. */
function withoutTypeMeta(root: unknown): unknown {
  if (!isDictionary(root)) return root;
  const { required, properties, ...rest } = root;
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...others } = isDictionary(properties) ? properties : {};
  const needed = Array.isArray(required) ? required.filter((name) => !['apiVersion', 'kind', 'metadata'].includes(String(name))) : [];
  return { ...rest, properties: others, ...(needed.length > 0 && { required: needed }) };
}

/** A definition without what its generator, the API server or the default says. */
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
 * Where two schemas, or two whole CustomResourceDefinitions, differ in something that the API server acts on: one sentence a place, with its path.
 * Descriptions, generator annotations, and the order of keys, of sets and of versions say nothing.
 */
export const differences = (ours: unknown, upstream: unknown): readonly string[] =>
  isWhole(ours) && isWhole(upstream) ? compare(definitionProper(ours), definitionProper(upstream), '', '') : compare(ours, upstream, '', '');
