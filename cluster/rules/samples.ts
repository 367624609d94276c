import { takesAnyPod } from '../facts/roles';
import type { Draft } from '../model/draft';
import { error } from '../values/problem';
import type { Problems } from './rule';

/** Samples tolerate nothing, so that they need a machine that takes any pod. */
export function* samplesMachine(cluster: Draft): Problems {
  if (!cluster.samples || cluster.nodes.length === 0 || cluster.nodes.some((node) => takesAnyPod(node, cluster))) return;
  const problem = 'has no machine for its pods: each is tainted, or a control plane that takes no workloads';
  yield error(['samples'], 'true', problem, 'let one machine take workloads: a worker without taints, or controlPlane.schedulable: true; or remove samples');
}
