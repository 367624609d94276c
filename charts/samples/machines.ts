import { takesAnyPod } from '../../cluster/facts/roles';
import type { Cluster } from '../../cluster/model/cluster';

/** Names of machines, one at least. */
export type Machines = readonly [string, ...string[]];

/** The machines that take pods which tolerate nothing; where there is none, the first of all, so that a pod says there what keeps it waiting. */
export function machinesOf(cluster: Cluster): Machines {
  const [first, ...more] = cluster.nodes.filter((node) => takesAnyPod(node, cluster)).map(({ name }) => name);
  return [first ?? cluster.nodes[0]?.name ?? '', ...more];
}

/** The machine that is going to leave again; where none is, the last that takes pods. */
export const leavingMachine = (cluster: Cluster): string => cluster.nodes.find(({ temporary }) => temporary)?.name ?? machinesOf(cluster).at(-1) ?? '';
