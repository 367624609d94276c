import type { ClusterSpec } from '../spec';
import { type Path, type Problem, error } from '../problem';

function several(path: Path, group: Readonly<Record<string, unknown>> | undefined, names: readonly string[], hint: string): readonly Problem[] {
  const given = names.filter((name) => group?.[name] !== undefined);
  return given.length < 2 ? [] : [error(path, undefined, `has ${given.join(' and ')}`, hint)];
}

/** Fields of which one excludes the others; after parsing only one is left, so this one looks at the spec. */
export const oneOf = ({ network, controlPlane }: ClusterSpec): readonly Problem[] => [
  ...several(['network', 'cni'], network?.cni, ['calico', 'flannel', 'kubeRouter', 'none'], 'keep one network plugin'),
  ...several(['controlPlane', 'endpoint'], controlPlane?.endpoint, ['name', 'vip', 'loadBalancer'], 'keep one of them'),
  ...several(['controlPlane', 'endpoint'], controlPlane?.endpoint, ['loadBalancer', 'port'], 'write the port behind the load balancer, as host:port'),
];
