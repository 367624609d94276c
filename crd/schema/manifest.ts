import { type Column, type Resource, type Subresources, type Version, wholeSchema } from './definition';
import type { StructuralSchema } from './schema';

/** A CustomResourceDefinition. */
export interface CustomResourceDefinition {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  /** Name, which is the plural, a dot and the group, and annotations. */
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  /** Group, names, scope and versions of the kind. */
  readonly spec: {
    readonly group: string;
    readonly names: {
      readonly categories?: readonly string[];
      readonly kind: string;
      readonly listKind: string;
      readonly plural: string;
      readonly shortNames?: readonly string[];
      readonly singular: string;
    };
    readonly scope: 'Cluster' | 'Namespaced';
    readonly versions: readonly DefinedVersion[];
  };
}

/** A version of a CustomResourceDefinition. */
export interface DefinedVersion {
  /** Name of the version, such as v1. */
  readonly name: string;
  /** Whether the API server serves the version. */
  readonly served: boolean;
  /** Whether etcd stores objects in this version. */
  readonly storage: boolean;
  /** Whether the API server warns of the version. */
  readonly deprecated?: boolean;
  /** The text of that warning. */
  readonly deprecationWarning?: string;
  /** Columns of `kubectl get` beside the name. */
  readonly additionalPrinterColumns?: readonly Column[];
  /** Schema of an object of this version. */
  readonly schema: { readonly openAPIV3Schema: StructuralSchema };
  /** Further endpoints of an object of this version. */
  readonly subresources?: Subresources;
}

const definedVersion = (version: Version): DefinedVersion => ({
  ...(version.columns && { additionalPrinterColumns: version.columns }),
  ...(version.deprecated !== undefined && { deprecated: version.deprecated }),
  ...(version.deprecationWarning !== undefined && { deprecationWarning: version.deprecationWarning }),
  name: version.name,
  schema: { openAPIV3Schema: wholeSchema(version) },
  served: version.served,
  storage: version.storage,
  ...(version.subresources && { subresources: version.subresources }),
});

/** The CustomResourceDefinition of a kind, ready for an `ApiObject` or for JSON. */
export const customResourceDefinition = (resource: Resource): CustomResourceDefinition => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { ...(resource.annotations && { annotations: resource.annotations }), name: `${resource.plural}.${resource.group}` },
  spec: {
    group: resource.group,
    names: {
      ...(resource.categories && { categories: resource.categories }),
      kind: resource.kind,
      listKind: resource.listKind,
      plural: resource.plural,
      ...(resource.shortNames && { shortNames: resource.shortNames }),
      singular: resource.singular,
    },
    scope: resource.scope,
    versions: resource.versions.map(definedVersion),
  },
});
