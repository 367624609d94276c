import { BUCKET_CLASS, blockClass, metadataPoolName, retaining } from '../facts/storage-names';
import type { Draft } from '../model/draft';
import type { Rook } from '../model/storage';
import { type Path, type Problem, error } from '../values/problem';
import { isLabel } from './names';
import { type Rule, repeated } from './rule';

const ROOK = ['storage', 'rook'];

/** Names end up in names of Deployments and Services, which may have 63 characters. */
const LONGEST = 40;

const rookOf = ({ storage }: Draft): Rook | undefined => (storage.kind === 'rook' ? storage : undefined);

const blockPath = (index: number): Path => [...ROOK, 'blockPools', index];

/** All that has a name, a class of disks and a path. */
const poolsOf = ({ blockPools, filesystem, objectStore }: Rook) => [
  ...blockPools.map((pool, index) => ({ pool, path: blockPath(index) })),
  ...(filesystem === undefined ? [] : [{ pool: filesystem, path: [...ROOK, 'filesystem'] }]),
  ...(objectStore === undefined ? [] : [{ pool: objectStore, path: [...ROOK, 'objectStore'] }]),
];

const misnamed = (path: Path, name: string): readonly Problem[] =>
  isLabel(name) && name.length <= LONGEST
    ? []
    : [
        error(
          [...path, 'name'],
          name,
          'is no name for it',
          `use lower-case letters, digits and dashes, at most ${LONGEST}, and begin and end with a letter or digit`,
        ),
      ];

/** A name that a block pool takes, in Ceph or among StorageClasses. */
interface Taken {
  readonly index: number;
  readonly name: string;
}

/** Of a class and the one that keeps what is released. */
const pair = (storageClass: string): readonly string[] => [storageClass, retaining(storageClass)];

const inCeph = ({ blockPools }: Rook): readonly Taken[] =>
  blockPools.flatMap(({ name, protection }, index) => [
    { index, name },
    // Erasure coding holds no metadata, so that is kept beside it.
    ...(protection.kind === 'erasureCoded' ? [{ index, name: metadataPoolName(name) }] : []),
  ]);

function classes({ blockPools }: Rook): readonly Taken[] {
  // Of a second default another rule speaks.
  const chosen = blockPools.findIndex((pool) => pool.default);
  return blockPools.flatMap((pool, index) => pair(blockClass({ name: pool.name, default: index === chosen })).map((name) => ({ index, name })));
}

/** Names of pools that something else has already, in words, with the place of the pool. */
function clashes(rook: Rook): readonly (readonly [index: number, problem: string])[] {
  const { blockPools, filesystem, objectStore } = rook;
  const buckets = objectStore === undefined ? [] : pair(BUCKET_CLASS);
  return [
    ...repeated(inCeph(rook), ({ name }) => name).map(({ value, first }) => {
      const same = blockPools[value.index]?.name === blockPools[first.index]?.name;
      return [value.index, same ? `is already blockPools[${first.index}]` : `makes a pool ${value.name}, as blockPools[${first.index}] does`] as const;
    }),
    ...repeated(classes(rook), ({ name }) => name).map(
      ({ value, first }) => [value.index, `makes a StorageClass ${value.name}, as blockPools[${first.index}] does`] as const,
    ),
    ...classes(rook)
      .filter(({ name }) => buckets.includes(name))
      .map(({ index, name }) => [index, `makes a StorageClass ${name}, as the object store does`] as const),
    ...[...blockPools.entries()]
      .filter(([, { name }]) => filesystem !== undefined && name.startsWith(`${filesystem.name}-`))
      .map(([index]) => [index, `begins as the pools of the filesystem ${filesystem?.name ?? ''} do`] as const),
  ];
}

/** What pools are called in Ceph and Kubernetes is theirs alone, and such that both take it. */
export const poolNames: Rule = (cluster) => {
  const rook = rookOf(cluster);
  if (rook === undefined) return [];
  // One clash a pool: another name repairs them all.
  const first = new Map([...clashes(rook)].reverse());
  return [
    ...poolsOf(rook).flatMap(({ pool, path }) => misnamed(path, pool.name)),
    ...[...first].map(([index, problem]) => error([...blockPath(index), 'name'], rook.blockPools[index]?.name, problem, 'choose another name')),
  ];
};

/** Claims that name no class get theirs from one pool. */
export const defaultPool: Rule = (cluster) => {
  const pools = rookOf(cluster)?.blockPools;
  if (pools === undefined) return [];
  const path = [...ROOK, 'blockPools'];
  if (pools.length === 0) return [error(path, undefined, 'has no pool', 'add one, or remove the field')];
  const chosen = [...pools.entries()].filter(([, pool]) => pool.default);
  const [first, ...others] = chosen;
  if (first === undefined) return [error(path, undefined, 'has no default', 'give one pool default: true')];
  return others.map(([index]) => error([...path, index, 'default'], 'true', `is already said of blockPools[${first[0]}]`, 'keep one default'));
};

/** What Ceph takes for the name of a class. */
const CLASS = /^[\w.-]{1,63}$/;

/** Classes of disks are well named, and those that pools ask for exist. */
export const deviceClass: Rule = (cluster) => {
  const disks = cluster.nodes.flatMap((node, index) => node.disks.map((disk, place) => ({ ...disk, path: ['nodes', index, 'disks', place, 'deviceClass'] })));
  const known = [...new Set(disks.flatMap((disk) => (disk.deviceClass !== undefined && CLASS.test(disk.deviceClass) ? [disk.deviceClass] : [])))];
  const rook = rookOf(cluster);
  const asked = rook === undefined || disks.length === 0 ? [] : poolsOf(rook);
  return [
    ...disks.flatMap((disk) =>
      disk.deviceClass === undefined || CLASS.test(disk.deviceClass)
        ? []
        : [error(disk.path, disk.deviceClass, 'is no class of disks', 'use hdd, ssd, nvme, or letters, digits, dots, dashes and underscores')],
    ),
    ...asked.flatMap(({ pool, path }) =>
      pool.deviceClass === undefined || known.includes(pool.deviceClass)
        ? []
        : [
            error(
              [...path, 'deviceClass'],
              pool.deviceClass,
              'is declared by no disk',
              known.length === 0 ? 'write deviceClass at the disks' : `use ${known.join(' or ')}, or write it at the disks`,
            ),
          ],
    ),
  ];
};

/** NFS servers share something. */
export const nfsFilesystem: Rule = (cluster) => {
  const rook = rookOf(cluster);
  return rook?.nfs !== undefined && rook.filesystem === undefined
    ? [error([...ROOK, 'nfs'], undefined, 'has no filesystem to share', 'enable the filesystem, or remove nfs')]
    : [];
};
