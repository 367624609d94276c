import { osdsOn } from '../../cluster/facts/ceph-sizes';
import { CEPH_CLUSTER, ROOK_NAMESPACE, ROOK_OPERATOR, ROOK_PROVISIONERS, ROOK_TOOLBOX } from '../../cluster/facts/storage-names';
import { monNodes, storageNodes } from '../../cluster/facts/storage-nodes';
import type { Cluster } from '../../cluster/model/cluster';
import { type Rook, spread } from '../../cluster/model/storage';
import { type Constants, texts, yesOrNo } from './constants';

/** Kinds of ceph.rook.io that hold on to others before those that are held on to; the CephCluster itself comes after all of them. */
export const CEPH_KINDS: readonly string[] = [
  'cephbuckettopics',
  'cephbucketnotifications',
  'cephobjectstoreusers',
  'cephobjectstoreaccounts',
  'cephcosidrivers',
  'cephobjectstores',
  'cephobjectzones',
  'cephobjectzonegroups',
  'cephobjectrealms',
  'cephnfses',
  'cephnvmeofgateways',
  'cephfilesystemmirrors',
  'cephfilesystemsubvolumegroups',
  'cephfilesystems',
  'cephrbdmirrors',
  'cephblockpoolradosnamespaces',
  'cephblockpools',
  'cephclients',
];

/** Kinds of csi.ceph.io in the order in which they can be deleted. */
export const CSI_KINDS: readonly string[] = ['clientprofilemappings', 'clientprofiles', 'cephconnections', 'drivers', 'operatorconfigs'];

/** Which storage there is; `rook` or `none`, the same in both programs. */
export const storageConstants = ({ storage }: Cluster): Constants => ({ STORAGE: storage.kind });

/** Machines with disks that the widest pool needs. */
const widthOf = ({ replicas, blockPools }: Rook): number => Math.max(replicas, ...blockPools.map(({ protection }) => spread(protection)));

/** What node.sh must know of Rook besides. */
export const storageNetworkConstants = ({ storage }: Cluster): Constants => ({
  // Every machine with disks has an address in one of them; empty: Ceph has no network of its own for copies.
  CEPH_CLUSTER_NETWORKS: storage.kind === 'rook' ? texts(storage.network.clusterNetworks) : [],
});

/** What cluster.sh must know of Rook besides: its names, and the kinds that the teardown deletes, in their order. */
export const rookConstants = ({ storage, nodes, ...cluster }: Cluster): Constants => ({
  // Machine, disk, and the disk that the database of the first is on, with spaces between them.
  SEPARATE_DATABASES: nodes.flatMap(({ name, disks }) =>
    disks.flatMap(({ device, metadataDevice }) => (metadataDevice === undefined ? [] : [`${name} ${device} ${metadataDevice}`])),
  ),
  TOOLBOX_WANTED: yesOrNo(storage.kind === 'rook' && storage.toolbox),
  ROOK_NAMESPACE,
  ROOK_OPERATOR,
  ROOK_TOOLBOX,
  ROOK_PROVISIONERS,
  CEPH_CLUSTER,
  // Machine and how many OSDs it is to have; a tab between them.
  CEPH_OSDS: storage.kind === 'rook' ? storageNodes(nodes).map(({ name, disks }) => `${name}\t${osdsOn(disks)}`) : [],
  // Machines that the widest pool needs, each with a copy or a part of its own; monitors, and machines fit for one.
  CEPH_WIDTH: String(storage.kind === 'rook' ? widthOf(storage) : 0),
  CEPH_MONITORS: String(storage.kind === 'rook' ? storage.mons : 0),
  CEPH_MONITOR_MACHINES: storage.kind === 'rook' ? monNodes({ ...cluster, nodes }, storage.monsOnControlPlanes).map(({ name }) => name) : [],
  CEPH_KINDS,
  CSI_KINDS,
});
