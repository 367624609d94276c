import type { Cluster } from '../cluster/model/cluster';
import type { Protection } from '../cluster/model/storage';
import { bytesInWords } from './bytes';
import { type Monitors, type PoolCapacity, capacityOf } from './capacity';
import type { Loss, Outcome } from './failures';
import type { Room } from './room';

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const KINDS: Readonly<Record<PoolCapacity['kind'], string>> = { block: 'volumes', filesystem: 'shared files', objectStore: 'objects' };

const protectionInWords = (protection: Protection): string =>
  protection.kind === 'replicated'
    ? protection.size === 1
      ? 'a single copy'
      : `${protection.size} copies`
    : `${protection.dataChunks} chunks of data and ${protection.codingChunks} to restore them`;

const roomInWords = ({ usable, nearFull }: Room): string => `${bytesInWords(usable)}, Ceph warns from ${bytesInWords(nearFull)}`;

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  restored: 'goes on, and what is missing is made again on the others',
  degraded: 'goes on, and what is missing stays so until a machine is back',
  stops: 'nothing is lost, and what has too little left waits until more of it is back',
  lost: 'what only they had is lost',
};

/** Neighbours of one outcome are one line. */
function lossLines(losses: readonly Loss[]): readonly string[] {
  return losses.flatMap(({ machines, outcome }, index) => {
    if (losses[index + 1]?.outcome === outcome) return [];
    const first = losses.findIndex((one) => one.outcome === outcome) + 1;
    const which = first === machines ? `${machines} machines` : `${first} to ${machines} machines`;
    return [machines === 1 ? `1 machine gone: ${OUTCOMES[outcome].replace('they', 'it')}` : `${which} gone at once: ${OUTCOMES[outcome]}`];
  });
}

function roomLines(pool: PoolCapacity): readonly string[] {
  if (pool.room === undefined) return [`how much fits is not known: ${count(pool.unsized, 'disk')} without a size in the spec`];
  const left = pool.afterLoss === undefined ? 'too few machines are left to restore everything' : `room for ${roomInWords(pool.afterLoss)}`;
  const permanent = pool.withoutTemporary === undefined ? 'too few machines are left' : `room for ${roomInWords(pool.withoutTemporary)}`;
  return [
    `room for ${roomInWords(pool.room)}`,
    ...(pool.hosts < 2 ? [] : [`when the largest machine is gone: ${left}`]),
    ...(pool.temporary.length === 0 ? [] : [`without ${pool.temporary.join(', ')}: ${permanent}`]),
  ];
}

const monitorsInWords = ({ count: monitors, survives }: Monitors): string =>
  `${count(monitors, 'monitor')}, ${survives === 0 ? 'and everything waits while it is gone' : `of which ${survives} may be gone`}`;

/** Pools on the same disks with the same protection differ in their names alone. */
function alike(pools: readonly PoolCapacity[]): readonly (readonly [PoolCapacity, ...PoolCapacity[]])[] {
  const groups = new Map<string, [PoolCapacity, ...PoolCapacity[]]>();
  for (const pool of pools) {
    const key = JSON.stringify([pool.protection, pool.deviceClass]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pool]);
    else group.push(pool);
  }
  return [...groups.values()];
}

function poolLines(pools: readonly [PoolCapacity, ...PoolCapacity[]]): readonly string[] {
  const [first] = pools;
  const names = pools.map(({ name, kind }) => `${name} (${KINDS[kind]})`).join(', ');
  const where = first.deviceClass === undefined ? '' : ` on ${first.deviceClass}`;
  return [`  ${names}: ${protectionInWords(first.protection)}${where}`, ...[...roomLines(first), ...lossLines(first.losses)].map((line) => `    ${line}`)];
}

/** What the storage of a cluster holds and survives, in lines to print; none where there is no storage. */
export function storageLines(cluster: Cluster): readonly string[] {
  const capacity = capacityOf(cluster);
  if (capacity === undefined) return [];
  const raw = capacity.raw === undefined ? 'not all of known size' : `${bytesInWords(capacity.raw)} in all`;
  return [
    `Storage: ${count(capacity.disks, 'disk')} in ${count(capacity.hosts, 'machine')}, ${raw}; ${monitorsInWords(capacity.monitors)}`,
    ...alike(capacity.pools).flatMap(poolLines),
    ...(capacity.pools.length > 1 ? ['  Pools share the disks that they are on: what one takes, the others lack.'] : []),
  ];
}
