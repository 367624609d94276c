import { BLOCK_CLASS, FILESYSTEM_CLASS, SNAPSHOT_CLASSES, blockClass, retaining } from '../../cluster/facts/storage-names';
import type { Cluster } from '../../cluster/model/cluster';

/** What is known of a StorageClass. */
export interface ClaimClass {
  /** What becomes of a volume whose claim is deleted: it goes too, or it stays until a person removes it. */
  readonly reclaim: 'Delete' | 'Retain';
  /** Whether pods on several machines can write to one volume. */
  readonly shared: boolean;
  /** The VolumeSnapshotClass that goes with it. @default none: no snapshots */
  readonly snapshots?: string;
}

/** StorageClasses by name. */
export type ClaimClasses = Readonly<Record<string, ClaimClass>>;

const block = { shared: false, snapshots: SNAPSHOT_CLASSES.rbd } as const;
const file = { shared: true, snapshots: SNAPSHOT_CLASSES.cephfs } as const;

/** The classes of a cluster with Rook as it is by default; the first of each kind is the one for claims that name none. */
export const CLAIM_CLASSES = {
  [BLOCK_CLASS]: { ...block, reclaim: 'Delete' },
  'rook-ceph-block-retain': { ...block, reclaim: 'Retain' },
  [FILESYSTEM_CLASS]: { ...file, reclaim: 'Delete' },
  'rook-cephfs-retain': { ...file, reclaim: 'Retain' },
} as const satisfies ClaimClasses;

/** The classes that a cluster has; none without storage. */
export function claimClasses({ storage }: Pick<Cluster, 'storage'>): ClaimClasses {
  if (storage.kind === 'none') return {};
  const pools = [...storage.blockPools].sort((one, other) => Number(other.default) - Number(one.default)).map((pool) => [blockClass(pool), block] as const);
  const all: readonly (readonly [string, Omit<ClaimClass, 'reclaim'>])[] = [
    ...pools,
    ...(storage.filesystem === undefined ? [] : [[FILESYSTEM_CLASS, file] as const]),
  ];
  const kinds = all.flatMap(([name, facts]): readonly (readonly [string, ClaimClass])[] => [
    [name, { ...facts, reclaim: 'Delete' }],
    [retaining(name), { ...facts, reclaim: 'Retain' }],
  ]);
  return Object.fromEntries(kinds);
}

/** The names of those classes that reclaim in one way. */
export type ClassName<Classes extends ClaimClasses, Reclaim extends ClaimClass['reclaim']> = {
  readonly [Name in keyof Classes]: Reclaim extends Classes[Name]['reclaim'] ? Name : never;
}[keyof Classes] &
  string;
