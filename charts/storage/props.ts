import { smallestMemory } from '../../cluster/facts/ceph-sizes';
import { CONTROL_PLANE_TAINT, taintsOf } from '../../cluster/facts/roles';
import { ownPoolClass, steadyNodes, storageNodes } from '../../cluster/facts/storage-nodes';
import type { Cluster, Disk } from '../../cluster/model/cluster';
import type { Rook } from '../../cluster/model/storage';
import type { Cidr } from '../../cluster/values/cidr';
import type { StorageClassesProps } from './classes/storage-classes';
import type { RookClusterProps } from './rook/ceph-cluster';
import type { RookOperatorProps } from './rook/operator';
import type { RookPoolsProps } from './rook/rook-pools';
import type { RookDevice } from './rook/storage-nodes';
import type { SnapshotControllerProps } from './snapshot/controller';

/* Cluster → props of each chart of storage. Types only: the charts themselves are loaded where they are wanted. */

/** A cluster whose volumes Rook holds. */
export type WithRook = Cluster & { readonly storage: Rook };

/** Whether Rook holds a cluster's volumes. */
export const hasRook = (cluster: Cluster): cluster is WithRook => cluster.storage.kind === 'rook';

/** Whether a cluster has the toolbox too. */
export const hasToolbox = (cluster: Cluster): cluster is WithRook => hasRook(cluster) && cluster.storage.toolbox;

const MANY = 2;
const ROOK_TIMEOUT = 15;

/** The pods of controllers of which there should be two: one, where a second could not run. */
const controllersOf = (cluster: WithRook): number => Math.max(1, Math.min(MANY, steadyNodes(cluster).length));

/** That of all networks' first: of the pods as of the machines. */
const ipFamilyOf = ({ network }: WithRook): 'IPv4' | 'IPv6' => (network.podCidrs[0].family === 4 ? 'IPv4' : 'IPv6');

const texts = (cidrs: readonly Cidr[]): readonly string[] => cidrs.map(({ text }) => text);

function networkProps(cluster: WithRook): NonNullable<RookClusterProps['network']> {
  const { provider, publicNetworks, clusterNetworks, encryption, compression } = cluster.storage.network;
  return {
    provider,
    publicNetworks: texts(publicNetworks),
    clusterNetworks: texts(clusterNetworks),
    ipFamily: ipFamilyOf(cluster),
    encryption,
    compression,
  };
}

/** What the operator is told. */
export const rookOperatorProps = (cluster: WithRook): RookOperatorProps => ({
  versions: cluster.versions,
  csiControllers: controllersOf(cluster),
  // The same commands that the probes run.
  commandTimeoutSeconds: Math.max(ROOK_TIMEOUT, cluster.storage.probeTimeoutSeconds ?? 0),
});

/** Rook's MB are 2^20 bytes. */
const deviceOf = ({ databaseSize, ...disk }: Disk): RookDevice => ({
  ...disk,
  ...(databaseSize === undefined ? {} : { databaseSizeMB: Number(databaseSize.bytes / 2n ** 20n) }),
});

/** What the Ceph cluster is made of. */
export function rookClusterProps(cluster: WithRook): RookClusterProps {
  const { mons, mgrs, replicas, settings, cephxKeyType, dashboard, monitoring, probeTimeoutSeconds } = cluster.storage;
  return {
    nodes: storageNodes(cluster.nodes).map((node) => ({
      name: node.name,
      devices: node.disks.map(deviceOf),
      memory: node.memory?.text,
      taints: taintsOf(node, cluster),
    })),
    mons,
    monTaints: cluster.storage.monsOnControlPlanes ? [CONTROL_PLANE_TAINT] : [],
    withoutMon: cluster.nodes.filter(({ temporary }) => temporary).map(({ name }) => name),
    mgrs,
    replicas,
    settings,
    memory: smallestMemory(cluster)?.text,
    network: networkProps(cluster),
    cephxKeyType,
    dashboard: dashboard ? 'ClusterIP' : false,
    monitoring,
    probeTimeoutSeconds,
    version: cluster.versions.ceph,
  };
}

/** What the Ceph cluster offers. */
export const rookPoolsProps = (cluster: WithRook): RookPoolsProps => ({
  ...cluster.storage,
  ownPoolClass: ownPoolClass(cluster.storage, cluster.nodes),
  machines: steadyNodes(cluster).length,
  memory: smallestMemory(cluster)?.text,
});

/** What claims can ask for. */
export const storageClassesProps = ({ storage: { blockPools, filesystem, objectStore, snapshots } }: WithRook): StorageClassesProps => ({
  blockPools,
  filesystem,
  objectStore: objectStore?.name,
  snapshots,
});

/** How the snapshot controller is installed. */
export const snapshotControllerProps = (cluster: WithRook): SnapshotControllerProps => ({
  version: cluster.versions.snapshotController,
  replicas: controllersOf(cluster),
});
