import type { Cluster } from '../../cluster/model/cluster';
import type { Rook } from '../../cluster/model/storage';

type Parts = Pick<Cluster, 'controlPlane' | 'nodes' | 'storage'>;

/** What a pool asks of the machines: how many, with which disks. */
type Demand = readonly [machines: number, deviceClass: string | undefined];

/** Counted on purpose not the way that the rules do it: from the pools, one by one, whatever the spec said. */
function demandsOf({ replicas, blockPools, filesystem, objectStore }: Rook): readonly Demand[] {
  const pools = [...blockPools, ...[filesystem, objectStore].flatMap((one) => (one === undefined ? [] : [one]))];
  const ofData = pools.map(({ protection, deviceClass }): Demand => {
    const { size = 0, dataChunks = 0, codingChunks = 0 }: Readonly<Record<string, number | string>> = { ...protection };
    return [Number(size) + Number(dataChunks) + Number(codingChunks), deviceClass];
  });
  const ofMetadata = pools
    .filter((pool) => !blockPools.some((one) => one === pool) || pool.protection.kind === 'erasureCoded')
    .map(({ metadataSize, deviceClass }): Demand => [metadataSize, deviceClass]);
  return [[replicas, undefined], ...ofData, ...ofMetadata];
}

/** A StorageClass each, and the one that keeps. */
const classNames = ({ blockPools }: Rook): readonly string[] =>
  blockPools.map((pool) => (pool.default ? 'block' : pool.name)).flatMap((name) => [`rook-ceph-${name}`, `rook-ceph-${name}-retain`]);

const poolNames = ({ blockPools }: Rook): readonly string[] =>
  blockPools.flatMap(({ name, protection }) => (protection.kind === 'erasureCoded' ? [name, `${name}-metadata`] : [name]));

const differ = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** Numbers of `6.8.0-90-generic`, so that they compare. */
const kernelNumber = (text: string | undefined): number => {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(text ?? '') ?? [];
  return Number(major) * 1000 + Number(minor);
};

function rookChecks(rook: Rook, { nodes, controlPlane }: Parts): Readonly<Record<string, boolean>> {
  const disks = nodes.flatMap((one) => one.disks);
  const hosts = (wanted: string | undefined): number =>
    nodes.reduce((sum, one) => sum + Math.sign(one.disks.filter((disk) => disk.deviceClass === (wanted ?? disk.deviceClass)).length), 0);
  const unfit = nodes.filter(
    ({ temporary, role, taints }) =>
      temporary || (role === 'control-plane' && !controlPlane.schedulable) || taints.some(({ effect }) => effect === 'NoExecute' || effect === 'NoSchedule'),
  );
  const fit = nodes.length - unfit.length;
  const kernels = nodes.map(({ kernel }) => kernelNumber(kernel?.text));
  const names = [...rook.blockPools, ...(rook.filesystem ? [rook.filesystem] : []), ...(rook.objectStore ? [rook.objectStore] : [])].map(({ name }) => name);
  return {
    'there is a disk': disks.length > 0,
    'copies and chunks have machines': demandsOf(rook).every(([machines, wanted]) => machines <= hosts(wanted)),
    'a single copy is allowed': rook.allowUnsafeReplicas || demandsOf(rook).every(([machines]) => machines > 1),
    'disks of a machine are encrypted alike': nodes.every((one) => new Set(one.disks.map(({ encrypted }) => encrypted)).size < 2),
    'monitors have a majority': rook.mons % 2 === 1 && rook.mons <= fit,
    'managers have machines': rook.mgrs <= fit,
    'one pool is the default': rook.blockPools.filter((pool) => pool.default).length === 1,
    'pools are named': names.every((name) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 40),
    'pools differ': differ([...poolNames(rook), ...(rook.filesystem ? [`${rook.filesystem.name}-x`] : [])]),
    'classes differ': differ([...classNames(rook), ...(rook.objectStore ? ['rook-ceph-bucket', 'rook-ceph-bucket-retain'] : [])]),
    'disks have room': disks.every(({ size }) => size === undefined || size.bytes >= 10n * 1024n ** 3n),
    'NFS has something to share': rook.nfs === undefined || rook.filesystem !== undefined,
    'kernels read the keys': rook.cephxKeyType === 'aes' || kernels.every((one) => one >= 7000),
    'kernels read the traffic': (!rook.network.encryption && !rook.network.compression) || kernels.every((one) => one === 0 || one >= 5011),
  };
}

/** What must hold of storage. */
export function storageChecks(parts: Parts): Readonly<Record<string, boolean>> {
  const { nodes, storage } = parts;
  const names = nodes.flatMap((one, index) =>
    one.disks.flatMap(({ device, metadataDevice }) => [device, ...(metadataDevice === undefined ? [] : [metadataDevice])].map((name) => ({ name, index }))),
  );
  return {
    'disks are whole': names.every(({ name }) => !name.includes('-part')),
    'a disk is in one machine': names.every(
      ({ name, index }) => !name.includes('by-id') || names.every((other) => other.name !== name || other.index === index),
    ),
    'databases are on disks that keep their names': names.every(({ name }) => name.startsWith('/dev/disk/by-')),
    'databases are on other disks': nodes.every(({ disks }) => disks.every(({ metadataDevice }) => disks.every(({ device }) => device !== metadataDevice))),
    'classes of disks are well named': nodes.every(({ disks }) => disks.every(({ deviceClass = 'x' }) => !deviceClass.includes(' '))),
    ...(storage.kind === 'none' ? {} : rookChecks(storage, parts)),
  };
}
