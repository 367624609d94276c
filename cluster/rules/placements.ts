import { disksOf, ownPoolClass } from '../facts/storage-nodes';
import type { Draft, DraftNode } from '../model/draft';
import type { DataPool, Protection, Rook } from '../model/storage';
import type { ClusterSpec } from '../spec/cluster-spec';
import type { Path } from '../values/problem';

type RookSpec = NonNullable<NonNullable<ClusterSpec['storage']>['rook']>;
type PoolSpec = Pick<NonNullable<RookSpec['filesystem']>, 'erasureCoding' | 'metadataReplicas' | 'replicas'>;

/** Something whose copies or chunks each need a machine of their own, and where the spec sets how many. */
export interface Placement {
  /** The field of the spec that settles it. */
  readonly path: Path;
  /** Copies or chunks, and how many of them. */
  readonly protection: Protection;
  /** Class of the disks that the data is on; undefined: all. */
  readonly deviceClass: string | undefined;
}

const ROOK = ['storage', 'rook'];

const copies = (size: number): Protection => ({ kind: 'replicated', size });

/** Where a count is written, or would be: what all pools share does not fit the disks of a class. */
const pathOf = (pool: Path, spec: PoolSpec, field: keyof PoolSpec, deviceClass: string | undefined): Path =>
  spec[field] === undefined && deviceClass === undefined ? [...ROOK, 'replicas'] : [...pool, field];

function ofPool(path: Path, { protection, deviceClass, metadataSize }: DataPool, spec: PoolSpec = {}, hasMetadata: boolean): readonly Placement[] {
  const data = { path: pathOf(path, spec, protection.kind === 'replicated' ? 'replicas' : 'erasureCoding', deviceClass), protection, deviceClass };
  return hasMetadata ? [data, { path: pathOf(path, spec, 'metadataReplicas', deviceClass), protection: copies(metadataSize), deviceClass }] : [data];
}

function all(rook: Rook, nodes: Draft['nodes'], spec: RookSpec | undefined): readonly Placement[] {
  const { replicas, blockPools, filesystem, objectStore } = rook;
  return [
    // Ceph makes pools for itself, whatever the others are.
    { path: [...ROOK, 'replicas'], protection: copies(replicas), deviceClass: ownPoolClass(rook, nodes) },
    ...blockPools.flatMap((pool, index) => ofPool([...ROOK, 'blockPools', index], pool, spec?.blockPools?.[index], pool.protection.kind === 'erasureCoded')),
    ...(filesystem === undefined ? [] : ofPool([...ROOK, 'filesystem'], filesystem, spec?.filesystem, true)),
    ...(objectStore === undefined ? [] : ofPool([...ROOK, 'objectStore'], objectStore, spec?.objectStore, true)),
  ];
}

/** Everything that is spread over machines. A number that several pools on the same class share comes once. */
export function placements({ storage, nodes }: Draft, spec: ClusterSpec): readonly Placement[] {
  if (storage.kind === 'none') return [];
  const byCause = new Map(all(storage, nodes, spec.storage?.rook).map((one) => [[...one.path, one.deviceClass ?? ''].join('.'), one]));
  return [...byCause.values()];
}

/** Machines that hold a placement: those with a disk of its class. */
export const hostsOf = ({ nodes }: Draft, { deviceClass }: Pick<Placement, 'deviceClass'>): readonly DraftNode[] =>
  nodes.filter((node) => disksOf(node, deviceClass).length > 0);

/** `machines with disks of class ssd`. */
export const hostsInWords = (count: number, { deviceClass }: Pick<Placement, 'deviceClass'>): string =>
  `${count === 1 ? '1 machine' : `${count} machines`} with disks${deviceClass === undefined ? '' : ` of class ${deviceClass}`}`;

/** `3`, or `4+2`. */
export const protectionInWords = (protection: Protection): string =>
  protection.kind === 'replicated' ? String(protection.size) : `${protection.dataChunks}+${protection.codingChunks}`;
