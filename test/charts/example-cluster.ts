import { type WithRook, hasRook } from '../../charts/storage/props';
import { defineCluster } from '../../cluster/define';
import type { Cluster } from '../../cluster/model/cluster';
import type { ClusterSpec } from '../../cluster/spec/cluster-spec';

/** The network of a spec. */
export type NetworkSpec = NonNullable<ClusterSpec['network']>;

/** A small home with one control plane and one worker, changed where a test says so. */
export const exampleCluster = (changes: Partial<ClusterSpec> = {}): Cluster =>
  defineCluster({
    nodes: [
      { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
      { name: 'desktop-2', address: '192.168.0.12' },
    ],
    ...changes,
  });

/** The same home with IPv4 and IPv6. */
export const dualStackCluster = (network: NetworkSpec = {}): Cluster =>
  exampleCluster({
    network: {
      nodeCidr: '192.168.0.0/24,fd00:0:0:1::/64',
      podCidr: '10.244.0.0/16,fd00:10:244::/56',
      serviceCidr: '10.96.0.0/12,fd00:10:96::/112',
      ...network,
    },
    nodes: [{ name: 'desktop-1', address: '192.168.0.11,fd00:0:0:1::11', role: 'control-plane' }],
  });

/** The storage of a spec, where Rook has it. */
export type RookSpec = NonNullable<NonNullable<ClusterSpec['storage']>['rook']>;

/** A home whose three workers, of which the last is going to leave, have a disk each. */
export const storageCluster = (rook: RookSpec = {}, changes: Partial<ClusterSpec> = {}): Cluster =>
  exampleCluster({
    nodes: [
      { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
      ...[2, 3, 4].map((number) => ({
        name: `desktop-${number}`,
        address: `192.168.0.1${number}`,
        disks: [{ device: `/dev/disk/by-id/disk-${number}` }],
        temporary: number === 4,
      })),
    ],
    storage: { rook },
    ...changes,
  });

/** The cluster, known to have Rook. */
export function withRook(cluster: Cluster): WithRook {
  if (!hasRook(cluster)) throw new Error(`${cluster.name} has no storage`);
  return cluster;
}
