import type { Disk, Node } from '../model/cluster';
import { type Workplace, takesAnyPod } from './roles';

/** Machines with disks. */
export const storageNodes = <N extends { readonly disks: readonly unknown[] }>(nodes: readonly N[]): readonly N[] =>
  nodes.filter(({ disks }) => disks.length > 0);

/** The disks of a machine that are of a class; of all, where none is asked for. */
export const disksOf = <D extends Pick<Disk, 'deviceClass'>>({ disks }: { readonly disks: readonly D[] }, deviceClass: string | undefined): readonly D[] =>
  disks.filter((disk) => deviceClass === undefined || disk.deviceClass === deviceClass);

type Placeable = Pick<Node, 'role' | 'taints' | 'temporary'>;

/** Machines that stay and take pods without tolerations: fit for managers and other daemons that keep no data. */
export const steadyNodes = <N extends Placeable>(cluster: Workplace & { readonly nodes: readonly N[] }): readonly N[] =>
  cluster.nodes.filter((node) => !node.temporary && takesAnyPod(node, cluster));

/** Machines fit for a monitor: those that stay and take any pod, and, where monitors may run there, control planes without taints of their own. */
export const monNodes = <N extends Placeable>(cluster: Workplace & { readonly nodes: readonly N[] }, onControlPlanes: boolean): readonly N[] =>
  steadyNodes(onControlPlanes ? { ...cluster, controlPlane: { schedulable: true } } : cluster);
