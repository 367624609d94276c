import { monNodes, steadyNodes, storageNodes } from '../facts/storage-nodes';
import type { Draft, DraftNetwork, DraftNode } from '../model/draft';
import {
  type BlockClass,
  type BlockPool,
  type DataPool,
  type Filesystem,
  type ObjectStore,
  type Protection,
  type Rook,
  type Storage,
  type StorageNetwork,
  type VolumeClass,
  KERNEL_OF_AES256K,
} from '../model/storage';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { atLeast } from '../values/kernel-version';
import { type Report, cidrList } from './notation';

type RookSpec = NonNullable<NonNullable<ClusterSpec['storage']>['rook']>;
type PoolSpec = NonNullable<RookSpec['blockPools']>[number];
type Protected = Pick<PoolSpec, 'deviceClass' | 'erasureCoding' | 'metadataReplicas' | 'replicas'>;

const protectionOf = ({ replicas, erasureCoding }: Protected, usual: number): Protection =>
  erasureCoding === undefined
    ? { kind: 'replicated', size: replicas ?? usual }
    : { kind: 'erasureCoded', dataChunks: erasureCoding.dataChunks, codingChunks: erasureCoding.codingChunks };

const completePool = (name: string, spec: Protected, usual: number): DataPool => ({
  name,
  protection: protectionOf(spec, usual),
  metadataSize: spec.metadataReplicas ?? usual,
  deviceClass: spec.deviceClass,
});

type ClassSpec = Pick<NonNullable<PoolSpec['storageClass']>, 'allowVolumeExpansion' | 'mountOptions'>;

const completeClass = (spec: ClassSpec): VolumeClass => ({
  mountOptions: spec.mountOptions ?? [],
  allowVolumeExpansion: spec.allowVolumeExpansion ?? true,
});

const completeBlockClass = (spec: NonNullable<PoolSpec['storageClass']>): BlockClass => ({
  ...completeClass(spec),
  fsType: spec.fsType ?? DEFAULTS.fsType,
  imageFeatures: spec.imageFeatures ?? DEFAULTS.imageFeatures,
  mapOptions: spec.mapOptions ?? [],
  defaultReclaim: spec.defaultReclaim ?? DEFAULTS.defaultReclaim,
});

function completeBlockPools(specs: readonly PoolSpec[], usual: number): readonly BlockPool[] {
  const chosen = specs.some((pool) => pool.default === true);
  return specs.map((pool, index) => ({
    ...completePool(pool.name, pool, usual),
    default: pool.default ?? (!chosen && index === 0),
    storageClass: completeBlockClass(pool.storageClass ?? {}),
  }));
}

function completeFilesystem(spec: NonNullable<RookSpec['filesystem']>, usual: number): Filesystem | undefined {
  if (spec.enabled === false) return undefined;
  return {
    ...completePool(spec.name ?? DEFAULTS.filesystem, spec, usual),
    activeMds: spec.activeMds ?? DEFAULTS.activeMds,
    storageClass: completeClass(spec.storageClass ?? {}),
  };
}

function completeObjectStore(spec: RookSpec['objectStore'], usual: number): ObjectStore | undefined {
  if (spec === undefined) return undefined;
  return {
    ...completePool(spec.name ?? DEFAULTS.objectStore, spec, usual),
    instances: spec.instances ?? DEFAULTS.objectStoreInstances,
    port: spec.port ?? DEFAULTS.objectStorePort,
  };
}

const hasKernelOfAes256k = ({ kernel }: DraftNode): boolean => kernel !== undefined && atLeast(kernel, ...KERNEL_OF_AES256K);

type NetworkSpec = NonNullable<RookSpec['network']>;

function completeStorageNetwork(spec: NetworkSpec, { nodeCidrs, podCidrs }: DraftNetwork, report: Report): StorageNetwork {
  const read = (field: 'cluster' | 'public') => cidrList(['storage', 'rook', 'network', field], spec[field] ?? [], report);
  const [publicNetworks, clusterNetworks] = [read('public'), read('cluster')];
  // With a cluster network and no public one, Ceph would choose among all addresses of a machine, also that of the cluster network.
  const needsPublic = spec.public === undefined && clusterNetworks.length > 0;
  return {
    provider: spec.host === true ? 'host' : undefined,
    publicNetworks: needsPublic ? nodeCidrs.filter(({ family }) => family === podCidrs[0]?.family) : publicNetworks,
    clusterNetworks,
    encryption: spec.encryption ?? false,
    compression: spec.compression ?? false,
  };
}

/** What storage depends on. */
type Beside = Pick<Draft, 'controlPlane' | 'network' | 'nodes'>;

function completeRook(spec: RookSpec, { nodes, controlPlane, network }: Beside, report: Report): Rook {
  const usual = spec.replicas ?? Math.max(1, Math.min(DEFAULTS.replicas, storageNodes(nodes).length));
  const monsOnControlPlanes = spec.monsOnControlPlanes ?? false;
  const fit = monNodes({ nodes, controlPlane }, monsOnControlPlanes).length;
  return {
    kind: 'rook',
    replicas: usual,
    allowUnsafeReplicas: spec.allowUnsafeReplicas ?? false,
    // With two, the loss of either stops both.
    mons: spec.mons ?? (fit >= DEFAULTS.mons ? DEFAULTS.mons : 1),
    monsOnControlPlanes,
    mgrs: (spec.mgrs ?? Math.min(DEFAULTS.mgrs, steadyNodes({ nodes, controlPlane }).length)) < 2 ? 1 : 2,
    blockPools: completeBlockPools(spec.blockPools ?? [{ name: DEFAULTS.blockPool }], usual),
    filesystem: completeFilesystem(spec.filesystem ?? {}, usual),
    objectStore: completeObjectStore(spec.objectStore, usual),
    nfs: spec.nfs === undefined ? undefined : { servers: spec.nfs.servers ?? DEFAULTS.nfsServers },
    snapshots: {
      labels: spec.snapshots?.labels ?? {},
      retain: spec.snapshots?.retain === undefined ? undefined : { labels: spec.snapshots.retain.labels ?? {} },
    },
    network: completeStorageNetwork(spec.network ?? {}, network, report),
    settings: spec.settings ?? {},
    cephxKeyType: spec.cephxKeyType ?? (nodes.length > 0 && nodes.every(hasKernelOfAes256k) ? 'aes256k' : 'aes'),
    dashboard: spec.dashboard ?? true,
    monitoring: spec.monitoring ?? false,
    toolbox: spec.toolbox ?? true,
    probeTimeoutSeconds: spec.probeTimeoutSeconds,
  };
}

/** Storage, with its defaults. */
export function completeStorage(spec: ClusterSpec['storage'], beside: Beside, report: Report): Storage {
  const none = spec?.rook === undefined && (spec?.none !== undefined || storageNodes(beside.nodes).length === 0);
  return none ? { kind: 'none' } : completeRook(spec?.rook ?? {}, beside, report);
}
