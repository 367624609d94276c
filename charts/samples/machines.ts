import type { Cluster } from '../../cluster/cluster';

/** Names of machines, one at least. */
export type Machines = readonly [string, ...string[]];

/** The machines that take pods which tolerate nothing; where there is none, the first of all, so that a pod says there what keeps it waiting. */
export function machinesOf({ controlPlane, nodes }: Cluster): Machines {
  const [first, ...more] = nodes
    .filter(({ role, taints }) => (role === 'worker' || controlPlane.schedulable) && taints.every(({ effect }) => effect === 'PreferNoSchedule'))
    .map(({ name }) => name);
  return [first ?? nodes[0]?.name ?? '', ...more];
}

/** The machine that is going to leave again; where none is, the last that takes pods. */
export const leavingMachine = (cluster: Cluster): string => cluster.nodes.find(({ temporary }) => temporary)?.name ?? machinesOf(cluster).at(-1) ?? '';
