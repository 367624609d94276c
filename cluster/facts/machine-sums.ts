import type { Draft, DraftNode } from '../model/draft';
import { type Amount, plus, sumOf, times } from './amount';
import { CEPH_COMPANIONS } from './ceph-pods';
import type { PodGroup } from './pod-group';
import { podsOf } from './pods';
import { reservedOn } from './reserved';
import { homelessOf, onEach } from './room-for-pods';

/** Pods of one kind on one machine. */
export interface Part {
  /** What one of them is called. */
  readonly what: string;
  /** How many there are. */
  readonly count: number;
  /** What all of them ask for. */
  readonly amount: Amount;
}

/** What a machine has to keep free. */
export interface MachineSum {
  /** The machine. */
  readonly node: DraftNode;
  /** What it keeps from pods. */
  readonly reserved: Amount;
  /** What runs there. */
  readonly parts: readonly Part[];
  /** All of it. */
  readonly total: Amount;
}

const companions: readonly Part[] = CEPH_COMPANIONS.map(({ what, request }) => ({ what, count: 1, amount: request }));

/** One part for all pods of a kind. */
function merged(parts: readonly Part[]): readonly Part[] {
  const byWhat = new Map<string, Part>();
  for (const part of parts) {
    const { count, amount } = byWhat.get(part.what) ?? { count: 0, amount: { cpu: 0, memory: 0n } };
    byWhat.set(part.what, { what: part.what, count: count + part.count, amount: plus(amount, part.amount) });
  }
  return [...byWhat.values()];
}

/** By machine, the groups that are on it for certain. */
function certainGroups(groups: readonly PodGroup[]): ReadonlyMap<string, readonly PodGroup[]> {
  const byMachine = new Map<string, PodGroup[]>();
  for (const group of groups.filter((one) => onEach(one) > 0))
    for (const name of group.machines) {
      const others = byMachine.get(name);
      if (others === undefined) byMachine.set(name, [group]);
      else others.push(group);
    }
  return byMachine;
}

function sumOn(node: DraftNode, cluster: Draft, groups: readonly PodGroup[]): MachineSum {
  const reserved = reservedOn(node.memory?.bytes, cluster);
  const own = groups.map((group) => ({ what: group.what, count: onEach(group), amount: times(group.request, onEach(group)) }));
  const parts = merged([...own, ...(groups.some(({ ofCeph }) => ofCeph) ? companions : [])]);
  return { node, reserved, parts, total: plus(reserved, sumOf(parts.map(({ amount }) => amount))) };
}

const groupsOf = (cluster: Draft): readonly PodGroup[] => podsOf(cluster).filter(({ machines, count }) => machines.length > 0 && count > 0);

/** Adds up what lands on each machine whatever the scheduler decides, in the order of the spec: the one place that does. */
export function machineSums(cluster: Draft): readonly MachineSum[] {
  const byMachine = certainGroups(groupsOf(cluster));
  return cluster.nodes.map((node) => sumOn(node, cluster, byMachine.get(node.name) ?? []));
}

/** Pods that the scheduler finds a machine for. */
export const podsElsewhere = (cluster: Draft): readonly PodGroup[] => groupsOf(cluster).filter((group) => onEach(group) === 0);

/** Pods for which no machine has so much memory left when their turn comes; `count` says how many of them. */
export const podsWithoutRoom = (cluster: Draft): readonly PodGroup[] => homelessOf(groupsOf(cluster), cluster);

/** What a machine keeps from pods, and what runs there, in one list. */
export const allParts = ({ reserved, parts }: MachineSum): readonly Part[] => [{ what: 'the machine itself', count: 1, amount: reserved }, ...parts];

/** `2 OSDs`, or `monitor`. */
export const countInWords = ({ what, count }: Pick<Part, 'count' | 'what'>): string => (count === 1 ? what : `${count} ${what}s`);
