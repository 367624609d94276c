import type { Disk, Node } from '../model/cluster';
import { type Workplace, takesAnyPod } from './roles';

/** Machines with disks. */
export const storageNodes = <N extends { readonly disks: readonly unknown[] }>(nodes: readonly N[]): readonly N[] =>
  nodes.filter(({ disks }) => disks.length > 0);

/** The disks of a machine that are of a class; of all, where none is asked for. */
export const disksOf = <D extends Pick<Disk, 'deviceClass'>>({ disks }: { readonly disks: readonly D[] }, deviceClass: string | undefined): readonly D[] =>
  disks.filter((disk) => deviceClass === undefined || disk.deviceClass === deviceClass);

/** The part of Ceph's storage that decides where the pools are that Ceph makes for itself. */
interface Pools {
  readonly replicas: number;
  readonly blockPools: readonly { readonly deviceClass: string | undefined }[];
  readonly filesystem: { readonly deviceClass: string | undefined } | undefined;
  readonly objectStore: { readonly deviceClass: string | undefined } | undefined;
}

/**
 * Class of the pools that Ceph makes for itself, such as `.mgr`: one that other pools ask for, since Ceph cannot size placement groups where only some do.
 * The first that has a machine for each copy; else the one that has most machines. Undefined: no pool asks for a class.
 */
export function ownPoolClass(pools: Pools, nodes: readonly { readonly disks: readonly Pick<Disk, 'deviceClass'>[] }[]): string | undefined {
  const asked = [...pools.blockPools, pools.filesystem, pools.objectStore].flatMap((pool) => pool?.deviceClass ?? []);
  const machines = (deviceClass: string): number => nodes.filter((node) => disksOf(node, deviceClass).length > 0).length;
  const enough = asked.find((deviceClass) => machines(deviceClass) >= pools.replicas);
  return enough ?? [...asked].sort((one, other) => machines(other) - machines(one))[0];
}

type Placeable = Pick<Node, 'role' | 'taints' | 'temporary'>;

/** Machines that stay and take pods without tolerations: fit for managers and other daemons that keep no data. */
export const steadyNodes = <N extends Placeable>(cluster: Workplace & { readonly nodes: readonly N[] }): readonly N[] =>
  cluster.nodes.filter((node) => !node.temporary && takesAnyPod(node, cluster));

/** Machines fit for a monitor: those that stay and take any pod, and, where monitors may run there, control planes without taints of their own. */
export const monNodes = <N extends Placeable>(cluster: Workplace & { readonly nodes: readonly N[] }, onControlPlanes: boolean): readonly N[] =>
  steadyNodes(onControlPlanes ? { ...cluster, controlPlane: { schedulable: true } } : cluster);
