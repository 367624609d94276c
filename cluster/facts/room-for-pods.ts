import type { Draft } from '../model/draft';
import { sumOf } from './amount';
import { CEPH_COMPANIONS } from './ceph-pods';
import type { PodGroup } from './pod-group';
import { reservedOn } from './reserved';

/** How many pods of a group each of its machines has, whatever happens: all on the only one, or one on each. */
export const onEach = ({ machines, apart, count }: PodGroup): number => {
  if (machines.length === 1) return apart ? Math.min(1, count) : count;
  return apart && count >= machines.length ? 1 : 0;
};

/** Memory, in bytes, assumed for a machine whose spec gives none, to guess the scheduler's choice; such a machine never runs out of it. */
const GUESSED = 16n * 2n ** 30n;

const COMPANIONS = sumOf(CEPH_COMPANIONS.map(({ request }) => request)).memory;

/** A group with a name of its own: several may be called alike. */
interface Keyed extends PodGroup {
  readonly key: string;
}

/** A machine while pods come up. */
interface Filling {
  readonly name: string;
  readonly all: bigint;
  readonly isKnown: boolean;
  readonly left: bigint;
  readonly ofCeph: boolean;
  /** How many of each group are there. */
  readonly counts: Readonly<Record<string, number>>;
}

const fillingOf = (node: Draft['nodes'][number], cluster: Draft): Filling => ({
  name: node.name,
  all: node.memory?.bytes ?? GUESSED,
  isKnown: node.memory !== undefined,
  left: (node.memory?.bytes ?? GUESSED) - reservedOn(node.memory?.bytes, cluster).memory,
  ofCeph: false,
  counts: {},
});

const countOn = ({ counts }: Filling, { key }: Keyed): number => counts[key] ?? 0;

/** What is left when one more pod is there; the first daemon of Ceph brings others with it. */
const leftWith = ({ left, ofCeph }: Filling, group: PodGroup): bigint => left - group.request.memory - (group.ofCeph && !ofCeph ? COMPANIONS : 0n);

const withPod = (machine: Filling, group: Keyed): Filling => ({
  ...machine,
  left: leftWith(machine, group),
  ofCeph: machine.ofCeph || group.ofCeph,
  counts: { ...machine.counts, [group.key]: countOn(machine, group) + 1 },
});

const fits = (machine: Filling, group: Keyed): boolean => !(group.apart && countOn(machine, group) > 0) && (!machine.isKnown || leftWith(machine, group) >= 0n);

const shareOf = (machine: Filling, group: PodGroup): number => Number((leftWith(machine, group) * 1_000_000n) / machine.all);

/** The machine with the fewest pods of the group, as most groups prefer to spread; among equals, the one with the largest share of free memory. */
function choose(group: Keyed, machines: readonly Filling[]): Filling | undefined {
  let best: { readonly machine: Filling; readonly same: number; readonly share: number } | undefined;
  for (const machine of machines) {
    if (!fits(machine, group)) continue;
    const one = { machine, same: countOn(machine, group), share: shareOf(machine, group) };
    if (best === undefined || one.same < best.same || (one.same === best.same && one.share > best.share)) best = one;
  }
  return best?.machine;
}

/**
 * Pods that find no machine with so much memory left when all have come up, as the scheduler would place them: who is more important is let in first, since the others are
 * sent away for it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
 */
export function homelessOf(groups: readonly PodGroup[], cluster: Draft): readonly PodGroup[] {
  const fillings = new Map(cluster.nodes.map((node) => [node.name, fillingOf(node, cluster)]));
  const inOrder = [...groups].sort((one, other) => other.priority - one.priority);
  return inOrder.flatMap((pods, index) => {
    const { machines } = pods;
    const group: Keyed = { ...pods, key: String(index) };
    // One pod for each of its machines: each has its own to choose from.
    const choices = onEach(group) === 1 ? machines.map((name) => [name]) : Array.from({ length: group.count }, () => machines);
    let lacking = group.count - choices.length;
    for (const among of choices) {
      const machine = choose(
        group,
        among.flatMap((name) => fillings.get(name) ?? []),
      );
      if (machine === undefined) lacking += 1;
      else fillings.set(machine.name, withPod(machine, group));
    }
    return lacking === 0 ? [] : [{ ...pods, count: lacking }];
  });
}
