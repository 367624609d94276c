import type { Rook } from '../model/storage';
import type { Draft, DraftNode } from '../model/draft';
import { amountOf } from './amount';
import { type Daemon, osdSize, osdsOn, sizeOf, smallestMemory } from './ceph-sizes';
import type { PodGroup } from './pod-group';
import { REQUESTS } from './requests';
import { takesAnyPod } from './roles';
import { monNodes, steadyNodes, storageNodes } from './storage-nodes';

/** Metadata servers of a filesystem: each that works has one that stands by, where there is a machine for it. */
export function metadataServers(activeMds: number, machines: number): { readonly standby: boolean; readonly count: number; readonly apart: boolean } {
  const standby = machines > activeMds;
  const count = standby ? 2 * activeMds : activeMds;
  return { standby, count, apart: count <= machines };
}

const names = (nodes: readonly { readonly name: string }[]): readonly string[] => nodes.map(({ name }) => name);

const ROOK = ['storage', 'rook'];

/** What Rook's pods of each kind ask for: the daemon, and what it puts beside it. */
function requestsOf(cluster: Draft): (...daemons: readonly Daemon[]) => PodGroup['request'] {
  const memory = smallestMemory(cluster)?.text;
  return (...daemons) => amountOf(...daemons.map((daemon) => sizeOf(daemon, memory).requests));
}

const osds = ({ name, disks, memory }: DraftNode, index: number): PodGroup => ({
  what: 'OSD',
  path: ['nodes', index, 'disks'],
  request: amountOf(osdSize(memory?.text, osdsOn(disks)).requests, sizeOf('logcollector', undefined).requests),
  count: osdsOn(disks),
  machines: [name],
  apart: false,
  priority: 2,
  ofCeph: true,
});

/** Daemons of which the cluster has some, wherever they find room. */
function daemons(cluster: Draft, { mons, mgrs, monsOnControlPlanes, filesystem, objectStore, nfs }: Rook): readonly PodGroup[] {
  const requests = requestsOf(cluster);
  const machines = names(cluster.nodes.filter((node) => takesAnyPod(node, cluster)));
  const servers = filesystem && metadataServers(filesystem.activeMds, steadyNodes(cluster).length);
  const one = { machines, ofCeph: true, apart: false, priority: 1 } as const;
  return [
    {
      ...one,
      what: 'monitor',
      path: [...ROOK, 'mons'],
      request: requests('mon', 'logcollector'),
      count: mons,
      machines: names(monNodes(cluster, monsOnControlPlanes)),
      apart: true,
      priority: 2,
    },
    {
      ...one,
      what: 'manager',
      path: [...ROOK, 'mgrs'],
      // What tells Services which of two managers works runs beside both.
      request: requests('mgr', ...(mgrs > 1 ? (['mgr-sidecar'] as const) : []), 'logcollector'),
      count: mgrs,
      apart: true,
    },
    ...cluster.nodes.flatMap((node, index) => (node.disks.length === 0 ? [] : [osds(node, index)])),
    ...(servers === undefined
      ? []
      : [
          {
            ...one,
            what: 'metadata server',
            path: [...ROOK, 'filesystem'],
            request: requests('mds', 'logcollector'),
            count: servers.count,
            apart: servers.apart,
          },
        ]),
    ...(objectStore === undefined
      ? []
      : [
          {
            ...one,
            what: 'object gateway',
            path: [...ROOK, 'objectStore', 'instances'],
            request: requests('rgw', 'logcollector'),
            count: objectStore.instances,
          },
        ]),
    // Its D-Bus daemon is given what the server is.
    ...(nfs === undefined ? [] : [{ ...one, what: 'NFS server', path: [...ROOK, 'nfs'], request: requests('nfs', 'nfs'), count: nfs.servers }]),
  ];
}

/** Rook puts one of each on every machine that runs a daemon of Ceph. */
export const CEPH_COMPANIONS: readonly Pick<PodGroup, 'request' | 'what'>[] = [
  { what: 'crash collector', request: amountOf(sizeOf('crashcollector', undefined).requests) },
  { what: 'exporter', request: amountOf(sizeOf('exporter', undefined).requests) },
];

/** The pods of storage, in the order in which they come up. What runs for a moment only is not among them. */
export function cephPods(cluster: Draft): readonly PodGroup[] {
  if (cluster.storage.kind === 'none' || storageNodes(cluster.nodes).length === 0) return [];
  const machines = names(cluster.nodes.filter((node) => takesAnyPod(node, cluster)));
  const operator = {
    what: 'CSI operator',
    path: ROOK,
    request: amountOf(REQUESTS.csiOperator),
    count: 1,
    machines,
    apart: false,
    priority: 0,
    ofCeph: false,
  } as const;
  return [operator, ...daemons(cluster, cluster.storage)];
}
