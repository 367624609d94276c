import { withGrants } from './grants';
import type { KubernetesObject } from './objects';

/** As far as bindings go, what a Kubernetes object can say. */
interface Binding extends KubernetesObject {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

const isBinding = (object: KubernetesObject): object is Binding => object.kind === 'ClusterRoleBinding' || object.kind === 'RoleBinding';

const grantsOf = (role: KubernetesObject): readonly string[] => {
  const { rules } = withGrants(role);
  if (!Array.isArray(rules)) throw new Error(`${role.kind} ${role.metadata.name} has no rules`);
  return rules.map(String);
};

/**
 * What each subject may do with these roles and bindings, as sorted sentences `who: where grant`: what the API server would come to, whichever roles
 * it is shared out among. A binding to a role that is not there is an error.
 */
export function accountGrants(objects: readonly KubernetesObject[]): readonly string[] {
  const roleOf = ({ roleRef, metadata }: Binding): KubernetesObject => {
    const where = roleRef.kind === 'Role' ? metadata.namespace : undefined;
    const found = objects.find(({ kind, metadata: { name, namespace } }) => kind === roleRef.kind && name === roleRef.name && namespace === where);
    if (found === undefined) throw new Error(`${metadata.name} binds ${roleRef.kind} ${roleRef.name}, which is not there`);
    return found;
  };
  const sentences = objects.filter(isBinding).flatMap((binding) => {
    const where = binding.kind === 'RoleBinding' ? (binding.metadata.namespace ?? '') : '(everywhere)';
    return binding.subjects.flatMap(({ kind, name, namespace = binding.metadata.namespace ?? '' }) =>
      grantsOf(roleOf(binding)).map((grant) => `${kind} ${namespace}/${name}: ${where} ${grant}`),
    );
  });
  return [...new Set(sentences)].sort();
}
