import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { type Metadata, type Plain, plainObject } from './plain-object';

/** One rule of a role. */
export type Rule = Plain<k8s.PolicyRule>;

/** The verbs that only look. */
export const READ: readonly string[] = ['get', 'list', 'watch'];

/** The verbs of an owner. */
export const MANAGE: readonly string[] = [...READ, 'create', 'update', 'delete'];

/** The verbs of an owner who also changes single fields. */
export const EDIT: readonly string[] = [...MANAGE, 'patch'];

/** A long list of names, written as words. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** A rule: the API group or groups ('' is the core), their resources, what may be done, and to which names; without names, to all. */
export const allow = (groups: string | readonly string[], resources: readonly string[], verbs: readonly string[], resourceNames?: readonly string[]): Rule => ({
  apiGroups: typeof groups === 'string' ? [groups] : groups,
  resources,
  verbs,
  ...(resourceNames === undefined ? {} : { resourceNames }),
});

/** Whom a role is bound to. */
export interface ServiceAccountRef {
  /** Name of the service account. */
  readonly name: string;
  /** Namespace of the service account. */
  readonly namespace: string;
}

/** Adds a role: for the namespace of its metadata, or for the whole cluster when that has none. */
export function addRole(scope: Construct, metadata: Metadata, rules: readonly Rule[]): void {
  plainObject(scope, metadata.namespace === undefined ? 'ClusterRole' : 'Role', { metadata, rules });
}

function bind(scope: Construct, metadata: Metadata, kind: 'ClusterRole' | 'Role', role: string, account: ServiceAccountRef): void {
  plainObject(scope, metadata.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: role },
    subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
  });
}

/** Binds a ClusterRole to a service account: in the namespace of the binding's metadata, or everywhere when that has none. */
export const bindClusterRole = (scope: Construct, metadata: Metadata, role: string, account: ServiceAccountRef): void =>
  bind(scope, metadata, 'ClusterRole', role, account);

/** Binds a Role to a service account, in the namespace that both the Role and the binding have. */
export const bindRole = (scope: Construct, metadata: Metadata & { readonly namespace: string }, role: string, account: ServiceAccountRef): void =>
  bind(scope, metadata, 'Role', role, account);
