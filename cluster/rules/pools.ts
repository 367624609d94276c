import { BUCKET_CLASS, blockClass, metadataPoolName, retaining } from '../facts/storage-names';
import type { Draft } from '../model/draft';
import type { DataPool, Rook } from '../model/storage';
import { type Path, at, error, formatPath, warning } from '../values/problem';
import { isLabel } from './names';
import { type Problems, repeated } from './rule';

const ROOK = ['storage', 'rook'];

const BLOCK_POOLS = at(ROOK, 'blockPools');

/** Names end up in names of Deployments and Services, which may have 63 characters. */
const LONGEST = 40;

/** Everything that has a name and a device class, with its path and what it is. */
const poolsOf = ({ blockPools, filesystem, objectStore }: Rook): readonly { readonly pool: DataPool; readonly path: Path; readonly kind: string }[] => [
  ...blockPools.map((pool, index) => ({ pool, path: at(BLOCK_POOLS, index), kind: 'a pool' })),
  ...(filesystem === undefined ? [] : [{ pool: filesystem, path: at(ROOK, 'filesystem'), kind: 'a filesystem' }]),
  ...(objectStore === undefined ? [] : [{ pool: objectStore, path: at(ROOK, 'objectStore'), kind: 'an object store' }]),
];

/** A name that a block pool takes, in Ceph or among StorageClasses. */
interface Taken {
  readonly index: number;
  readonly name: string;
}

/** A StorageClass, and the one that keeps released volumes. */
const pair = (storageClass: string): readonly string[] => [storageClass, retaining(storageClass)];

const namesInCeph = ({ blockPools }: Rook): readonly Taken[] =>
  blockPools.flatMap(({ name, protection }, index) => [
    { index, name },
    // Erasure coding holds no metadata, so that is kept beside it.
    ...(protection.kind === 'erasureCoded' ? [{ index, name: metadataPoolName(name) }] : []),
  ]);

function classNames({ blockPools }: Rook): readonly Taken[] {
  // Another rule reports a second default.
  const chosen = blockPools.findIndex((pool) => pool.default);
  return blockPools.flatMap(({ name }, index) => pair(blockClass({ name, default: index === chosen })).map((one) => ({ index, name: one })));
}

/** Names of pools that something else has already, in words, with the place of the pool. */
function* clashes(rook: Rook): Generator<readonly [index: number, problem: string], void, undefined> {
  const { blockPools, filesystem, objectStore } = rook;
  for (const { value, first } of repeated(namesInCeph(rook), ({ name }) => name)) {
    const same = blockPools[value.index]?.name === blockPools[first.index]?.name;
    yield [value.index, same ? `is already blockPools[${first.index}]` : `makes a pool ${value.name}, as blockPools[${first.index}] does`];
  }
  for (const { value, first } of repeated(classNames(rook), ({ name }) => name))
    yield [value.index, `makes a StorageClass ${value.name}, as blockPools[${first.index}] does`];
  const buckets = objectStore === undefined ? [] : pair(BUCKET_CLASS);
  for (const { index, name } of classNames(rook)) if (buckets.includes(name)) yield [index, `makes a StorageClass ${name}, as the object store does`];
  for (const [index, { name }] of blockPools.entries())
    if (filesystem !== undefined && name.startsWith(`${filesystem.name}-`)) yield [index, `begins as the pools of the filesystem ${filesystem.name} do`];
}

/** Pools have names that Ceph and Kubernetes take, and that nothing else has. */
export function* poolNames({ storage }: Draft): Problems {
  if (storage.kind === 'none') return;
  const repair = `use lower-case letters, digits and dashes, at most ${LONGEST}, and begin and end with a letter or digit`;
  for (const { pool, path, kind } of poolsOf(storage))
    if (!isLabel(pool.name) || pool.name.length > LONGEST) yield error(at(path, 'name'), pool.name, `is not a name for ${kind}`, repair);
  // One clash a pool: another name repairs them all.
  for (const [index, problem] of new Map([...clashes(storage)].reverse()))
    yield error(at(BLOCK_POOLS, index, 'name'), storage.blockPools[index]?.name, problem, 'choose another name');
}

/** Claims that name no class get theirs from one pool. */
export function* defaultPool({ storage }: Draft): Problems {
  if (storage.kind === 'none') return;
  const [first, ...others] = [...storage.blockPools.entries()].filter(([, pool]) => pool.default);
  if (storage.blockPools.length === 0) yield error(BLOCK_POOLS, undefined, 'has no pool', 'add one, or remove the field');
  else if (first === undefined) yield error(BLOCK_POOLS, undefined, 'has no default', 'give one pool default: true');
  else for (const [index] of others) yield error(at(BLOCK_POOLS, index, 'default'), 'true', `is already set on blockPools[${first[0]}]`, 'keep one default');
}

/** What Ceph takes as the name of a device class. */
const CLASS = /^[\w.-]{1,63}$/;

/** Device classes are well named, and those that pools ask for exist. */
export function* deviceClass({ storage, nodes }: Draft): Problems {
  const known = new Set<string>();
  for (const [index, { disks }] of nodes.entries())
    for (const [place, disk] of disks.entries()) {
      if (disk.deviceClass === undefined) continue;
      if (CLASS.test(disk.deviceClass)) known.add(disk.deviceClass);
      else {
        const repair = 'use hdd, ssd, nvme, or letters, digits, dots, dashes and underscores';
        yield error(['nodes', index, 'disks', place, 'deviceClass'], disk.deviceClass, 'is not a device class', repair);
      }
    }
  // Without disks another rule reports that there are none.
  if (storage.kind === 'none' || nodes.every(({ disks }) => disks.length === 0)) return;
  const repair = known.size === 0 ? 'write deviceClass at the disks' : `use ${[...known].join(' or ')}, or write it at the disks`;
  for (const { pool, path } of poolsOf(storage))
    if (pool.deviceClass !== undefined && !known.has(pool.deviceClass))
      yield error(at(path, 'deviceClass'), pool.deviceClass, 'is declared by no disk', repair);
}

/** Pools on all disks and pools on one class overlap, and Ceph then sizes the placement groups of none: https://docs.ceph.com/en/tentacle/rados/operations/placement-groups/ */
export function* mixedClasses({ storage }: Draft): Problems {
  if (storage.kind === 'none') return;
  const pools = poolsOf(storage);
  const classed = pools.find(({ pool }) => pool.deviceClass !== undefined);
  if (classed === undefined) return;
  const other = `${classed.pool.name} (${formatPath(classed.path)}) uses only ${classed.pool.deviceClass ?? ''}`;
  for (const { pool, path } of pools) {
    if (pool.deviceClass !== undefined) continue;
    const problem = `of ${pool.name} is left out, so that it uses all disks, and ${other}; where such pools share disks, Ceph stops sizing placement groups`;
    yield warning(at(path, 'deviceClass'), undefined, problem, 'give every pool a deviceClass, or none');
  }
}

/** NFS servers share the filesystem. */
export function* nfsFilesystem({ storage }: Draft): Problems {
  if (storage.kind === 'none' || storage.nfs === undefined || storage.filesystem !== undefined) return;
  yield error(at(ROOK, 'nfs'), undefined, 'has no filesystem to share', 'enable the filesystem, or remove nfs');
}
