import { monNodes } from '../facts/storage-nodes';
import { takesAnyPod } from '../facts/roles';
import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { contains, overlaps } from '../values/cidr';
import { at, error } from '../values/problem';
import { networksOf, storageNetworksOf } from './networks';
import type { Problems } from './rule';

const NETWORK = ['storage', 'rook', 'network'];

/** In the network of the pods a daemon has one address, whatever ranges Ceph is told. */
export function* storageNetworkHost(cluster: Draft, spec: ClusterSpec): Problems {
  if (cluster.storage.kind === 'none' || cluster.storage.network.provider === 'host') return;
  for (const { path, range } of storageNetworksOf(cluster, spec)) {
    const problem = 'needs host: true; the daemons of Ceph have the addresses of pods, none of which is in it';
    yield error(path, range.text, problem, 'set storage.rook.network.host: true, or remove the field');
  }
}

/** Daemons have addresses of one family, in networks that neither pods nor Services have addresses in. */
export function* storageNetworks(cluster: Draft, spec: ClusterSpec): Problems {
  const family = cluster.network.podCidrs[0]?.family;
  const others = networksOf(cluster).filter(({ field }) => field !== 'network.nodeCidr');
  for (const { path, range } of storageNetworksOf(cluster, spec)) {
    if (family !== undefined && range.family !== family) {
      const problem = `is IPv${range.family}, and Ceph uses IPv${family}, the first family of network.podCidr`;
      yield error(path, range.text, problem, `use an IPv${family} network`);
    }
    for (const other of others) {
      if (!overlaps(other.range, range)) continue;
      yield error(path, range.text, `overlaps ${other.field} ${other.range.text}`, 'choose networks that have no address in common');
    }
  }
}

/** Monitors listen at the address that the kubelet registers, the other daemons at one in the public network. */
export function* storagePublicNetwork(cluster: Draft, spec: ClusterSpec): Problems {
  const networks = storageNetworksOf(cluster, spec).filter(({ field }) => field === 'public');
  if (networks.length === 0 || cluster.storage.kind === 'none') return;
  const mons = new Set(monNodes(cluster, cluster.storage.monsOnControlPlanes));
  const texts = networks.map(({ range }) => range.text).join(', ');
  for (const [index, node] of cluster.nodes.entries()) {
    const runsDaemons = node.disks.length > 0 || takesAnyPod(node, cluster) || mons.has(node);
    if (!runsDaemons || node.addresses.length === 0 || networks.some(({ range }) => node.addresses.some((address) => contains(range, address)))) continue;
    const address = node.addresses.map(({ text }) => text).join(',');
    const problem = `does not contain ${address}, the address of nodes[${index}] (${node.name}), at which daemons of Ceph listen`;
    yield error(at(NETWORK, 'public'), texts, problem, 'name a network of nodes[].address, or give the machines addresses in this one');
  }
}
