import type { Schema, StructuralSchema } from './schema';

/** A column of `kubectl get`. */
export interface Column {
  /** Headline of the column. */
  readonly name: string;
  /** Type of the values, which settles how they are printed. */
  readonly type: 'boolean' | 'date' | 'integer' | 'number' | 'string';
  /** The field, as a JSONPath: .spec.replicas. */
  readonly jsonPath: string;
  /** What the column shows, for people. */
  readonly description?: string;
  /** Form of the values, such as int32 or date-time. */
  readonly format?: string;
  /** Columns above 0 are shown with `-o wide` only. @default 0 */
  readonly priority?: number;
}

/** Further endpoints of an object. */
export interface Subresources {
  /** `/status`; the API server then ignores `status` everywhere else. @default none */
  readonly status?: Readonly<Record<string, never>>;
  /** `/scale`, and the fields that `kubectl scale` and autoscalers read and write. @default none */
  readonly scale?: { readonly specReplicasPath: string; readonly statusReplicasPath: string; readonly labelSelectorPath?: string };
}

/** One version of a kind. */
export interface Version<T = unknown> {
  /** Name of the version, such as v1beta1. */
  readonly name: string;
  /** Whether the API server serves the version. */
  readonly served: boolean;
  /** Whether etcd stores objects in this version; true for exactly one version. */
  readonly storage: boolean;
  /** Whether the API server warns of the version. */
  readonly deprecated?: boolean;
  /** The text of that warning. */
  readonly deprecationWarning?: string;
  /** The object without apiVersion, kind and metadata, which `wholeSchema` adds. */
  readonly schema: Schema<T>;
  /** Further endpoints of an object of this version. */
  readonly subresources?: Subresources;
  /** Columns of `kubectl get` beside the name. */
  readonly columns?: readonly Column[];
}

/** Props of a kind. */
export interface ResourceProps<T> extends Omit<Version<T>, 'name' | 'served' | 'storage'> {
  /** The API group, such as ceph.rook.io. */
  readonly group: string;
  /** The main version: served, stored, and written by the construct. */
  readonly version: string;
  /** The kind, such as CephCluster. */
  readonly kind: string;
  /** The name in URLs, in lower case. */
  readonly plural: string;
  /** The name for one object, in lower case. @default the kind in lower case */
  readonly singular?: string;
  /** The kind of a list of objects. @default the kind and `List` */
  readonly listKind?: string;
  /** Further names for `kubectl get`. @default none */
  readonly shortNames?: readonly string[];
  /** Groups of kinds for `kubectl get`, such as `all`. @default none */
  readonly categories?: readonly string[];
  /** Whether objects belong to a namespace or to the whole cluster. */
  readonly scope: 'Cluster' | 'Namespaced';
  /** Further versions, which are not stored. @default none */
  readonly extraVersions?: readonly Omit<Version, 'storage'>[];
  /** Annotations of the CustomResourceDefinition; kinds in groups of Kubernetes need `api-approved.kubernetes.io`. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A kind with all defaults filled in. `T` is an object of its main version without apiVersion, kind and metadata. */
export interface Resource<T = unknown> extends Omit<ResourceProps<T>, 'columns' | 'deprecated' | 'deprecationWarning' | 'extraVersions' | 'subresources'> {
  /** `group/version` of the main version. */
  readonly apiVersion: string;
  /** The name for one object, in lower case. */
  readonly singular: string;
  /** The kind of a list of objects. */
  readonly listKind: string;
  /** The main version first. */
  readonly versions: readonly [Version<T>, ...Version[]];
}

/**
 * Fills in the defaults of a kind.
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

/** The schema of a version with apiVersion, kind and metadata. */
export const wholeSchema = (version: Pick<Version, 'schema'>): StructuralSchema => ({
  ...version.schema,
  properties: { ...TYPE_META, ...version.schema.properties },
});
