import type { Schema, StructuralSchema } from './schema';

/** A column of `kubectl get`. */
export interface Column {
  readonly name: string;
  readonly type: 'boolean' | 'date' | 'integer' | 'number' | 'string';
  readonly jsonPath: string;
  readonly description?: string;
  readonly format?: string;
  /** Above 0: only with `-o wide`. */
  readonly priority?: number;
}

/** What else an object can be reached by. */
export interface Subresources {
  /** `status` is then written through `/status` only. */
  readonly status?: Readonly<Record<string, never>>;
  /** Paths that `kubectl scale` and autoscalers use. */
  readonly scale?: { readonly specReplicasPath: string; readonly statusReplicasPath: string; readonly labelSelectorPath?: string };
}

/** One version of a kind. */
export interface Version<T = unknown> {
  readonly name: string;
  readonly served: boolean;
  /** Whether etcd holds objects in this version; true for exactly one. */
  readonly storage: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  /** The whole object but apiVersion, kind and metadata, which are added. */
  readonly schema: Schema<T>;
  readonly subresources?: Subresources;
  readonly columns?: readonly Column[];
}

/** What is told about a kind; what is left out follows from the rest. */
export interface ResourceProps<T> extends Omit<Version<T>, 'name' | 'served' | 'storage'> {
  readonly group: string;
  /** The version that is served and stored, and that the construct writes. */
  readonly version: string;
  readonly kind: string;
  /** Lower case; the name in URLs. */
  readonly plural: string;
  /** @default kind in lower case, as kubectl has it */
  readonly singular?: string;
  /** @default kind + `List`, as everywhere */
  readonly listKind?: string;
  /** What `kubectl get` also knows the kind by. @default none */
  readonly shortNames?: readonly string[];
  /** Groups of kinds, such as `all`. @default none */
  readonly categories?: readonly string[];
  readonly scope: 'Cluster' | 'Namespaced';
  /** Further versions; of these none is stored. @default none */
  readonly extraVersions?: readonly Omit<Version, 'storage'>[];
  /** Of the definition itself; kinds in groups of Kubernetes need `api-approved.kubernetes.io`. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A kind, complete. `T` is an object of its main version without apiVersion, kind and metadata. */
export interface Resource<T = unknown> extends Omit<ResourceProps<T>, 'columns' | 'deprecated' | 'deprecationWarning' | 'extraVersions' | 'subresources'> {
  /** `group/version` of the main version. */
  readonly apiVersion: string;
  readonly singular: string;
  readonly listKind: string;
  /** The main version, then the others. */
  readonly versions: readonly [Version<T>, ...Version[]];
}

/**
 * Describes a kind.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
export function defineResource<T>(props: ResourceProps<T>): Resource<T> {
  const { columns, deprecated, deprecationWarning, subresources, extraVersions, ...names } = props;
  const main: Version<T> = {
    name: props.version,
    served: true,
    storage: true,
    ...(deprecated !== undefined && { deprecated }),
    ...(deprecationWarning !== undefined && { deprecationWarning }),
    schema: props.schema,
    ...(subresources && { subresources }),
    ...(columns && { columns }),
  };
  return {
    singular: props.kind.toLowerCase(),
    listKind: `${props.kind}List`,
    ...names,
    apiVersion: `${props.group}/${props.version}`,
    versions: [main, ...(extraVersions ?? []).map((version) => ({ ...version, storage: false }))],
  };
}

const TYPE_META: Readonly<Record<'apiVersion' | 'kind' | 'metadata', StructuralSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
};

/** The schema of a whole object of a version: what its author described, with apiVersion, kind and metadata. */
export const wholeSchema = (version: Pick<Version, 'schema'>): StructuralSchema => ({
  ...version.schema,
  properties: { ...TYPE_META, ...version.schema.properties },
});
