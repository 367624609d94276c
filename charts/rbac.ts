import type { Construct } from 'constructs';
import type { k8s } from 'cdk8s-plus-28';
import { type Metadata, type Plain, plainObject } from './plain-object';

/** One rule of a role. */
export type Rule = Plain<k8s.PolicyRule>;

/** The verbs that only look. */
export const READ: readonly string[] = ['get', 'list', 'watch'];

/** The verbs of an owner. */
export const MANAGE: readonly string[] = [...READ, 'create', 'update', 'delete'];

/** A long list of names, written as words. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** A rule: the API group ('' is the core), its resources, what may be done, and to which names; without names, to all. */
export const allow = (group: string, resources: readonly string[], verbs: readonly string[], resourceNames?: readonly string[]): Rule => ({
  apiGroups: [group],
  resources,
  verbs,
  ...(resourceNames === undefined ? {} : { resourceNames }),
});

/** Whom a role is bound to. */
export interface ServiceAccountRef {
  readonly name: string;
  readonly namespace: string;
}

/** Binds a ClusterRole to a service account: in the namespace of the binding's metadata, or everywhere when that has none. */
export function bindClusterRole(scope: Construct, metadata: Metadata, role: string, account: ServiceAccountRef): void {
  plainObject(scope, metadata.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
  });
}
