import { disksOf } from '../cluster/facts/storage-nodes';
import type { Cluster, Disk, Node } from '../cluster/model/cluster';
import type { DataPool, Protection, Rook } from '../cluster/model/storage';
import { type Loss, lossesOf } from './failures';
import { type Room, roomOf } from './room';

/** What a cluster's storage holds, and what it survives. */
export interface Capacity {
  /** How many disks Ceph gets. */
  readonly disks: number;
  /** How many machines they are in. */
  readonly hosts: number;
  /** Bytes of all disks together; undefined: the spec does not give all sizes. */
  readonly raw: bigint | undefined;
  /** The monitors, and how many of them may fail. */
  readonly monitors: Monitors;
  /** What each pool holds and survives. */
  readonly pools: readonly PoolCapacity[];
}

/** A majority of the monitors must run, or all of storage waits. */
export interface Monitors {
  /** How many monitors there are. */
  readonly count: number;
  /** How many may fail. */
  readonly survives: number;
}

/** The data of one pool, as if it had its disks alone: pools on the same disks share the room. */
export interface PoolCapacity {
  /** What the pool is for. */
  readonly kind: 'block' | 'filesystem' | 'objectStore';
  /** Name of the pool, filesystem or object store. */
  readonly name: string;
  /** Copies or chunks, and how many of them. */
  readonly protection: Protection;
  /** Class of the disks that it is on; undefined: all. */
  readonly deviceClass: string | undefined;
  /** Machines that hold it. */
  readonly hosts: number;
  /** Disks that it is on, of which the spec gives no size; without it there is no telling what fits. */
  readonly unsized: number;
  /** Undefined where sizes are not known. */
  readonly room: Room | undefined;
  /** When the largest machine is gone and everything is restored on the others; undefined too where they are too few for that. */
  readonly afterLoss: Room | undefined;
  /** Names of the temporary ones among them. */
  readonly temporary: readonly string[];
  /** When all temporary machines are gone; undefined too where there are none, or too few others. */
  readonly withoutTemporary: Room | undefined;
  /** What happens when one machine fails, when two do, and so on. */
  readonly losses: readonly Loss[];
}

type Named = DataPool & Pick<PoolCapacity, 'kind'>;

const poolsOf = ({ blockPools, filesystem, objectStore }: Rook): readonly Named[] => [
  ...blockPools.map((pool): Named => ({ ...pool, kind: 'block' })),
  ...(filesystem === undefined ? [] : [{ ...filesystem, kind: 'filesystem' } as const]),
  ...(objectStore === undefined ? [] : [{ ...objectStore, kind: 'objectStore' } as const]),
];

/** A machine, as far as a pool uses it. */
interface Host {
  readonly name: string;
  readonly temporary: boolean;
  readonly disks: readonly Disk[];
  readonly bytes: bigint;
}

const bytesOf = (disks: readonly Disk[]): bigint => disks.reduce((sum, { size }) => sum + (size?.bytes ?? 0n), 0n);

function hostsOf(nodes: readonly Node[], deviceClass: string | undefined): readonly Host[] {
  return nodes.flatMap((node) => {
    const disks = disksOf(node, deviceClass);
    return disks.length === 0 ? [] : [{ name: node.name, temporary: node.temporary, disks, bytes: bytesOf(disks) }];
  });
}

const largestOf = (hosts: readonly Host[]): number => hosts.reduce((largest, { bytes }, index) => (bytes > (hosts[largest]?.bytes ?? 0n) ? index : largest), 0);

const unsizedOf = (disks: readonly Disk[]): number => disks.filter(({ size }) => size === undefined).length;

function capacityOfPool(nodes: readonly Node[], { kind, name, protection, deviceClass }: Named): PoolCapacity {
  const hosts = hostsOf(nodes, deviceClass);
  const largest = largestOf(hosts);
  const permanent = hosts.filter(({ temporary }) => !temporary);
  const unsized = unsizedOf(hosts.flatMap(({ disks }) => disks));
  const roomOn = (some: readonly Host[]): Room | undefined => {
    const room = roomOf(
      some.map(({ bytes }) => bytes),
      protection,
    );
    return unsized > 0 || room.usable === 0n ? undefined : room;
  };
  return {
    kind,
    name,
    protection,
    deviceClass,
    hosts: hosts.length,
    unsized,
    room: roomOn(hosts),
    afterLoss: roomOn(hosts.filter((_, index) => index !== largest)),
    temporary: hosts.filter((host) => host.temporary).map((host) => host.name),
    withoutTemporary: permanent.length === hosts.length ? undefined : roomOn(permanent),
    losses: lossesOf(protection, hosts.length),
  };
}

/** Undefined where there is no storage. */
export function capacityOf({ nodes, storage }: Cluster): Capacity | undefined {
  if (storage.kind === 'none') return undefined;
  const hosts = hostsOf(nodes, undefined);
  const disks = hosts.flatMap((host) => host.disks);
  return {
    disks: disks.length,
    hosts: hosts.length,
    raw: unsizedOf(disks) > 0 ? undefined : bytesOf(disks),
    monitors: { count: storage.mons, survives: Math.floor((storage.mons - 1) / 2) },
    pools: poolsOf(storage).map((pool) => capacityOfPool(nodes, pool)),
  };
}
