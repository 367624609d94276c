import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { daemonPod, daemonProbe } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { mirrorPeers, snapshotSchedules, statusCheck } from './mirroring';
import { OPEN } from './open';
import { namedPoolSpec } from './pool-spec';
import { OPEN_STATUS, checked, daemonStatus, info } from './status';
import type { CephFilesystemBody, CephFilesystemSpec } from './generated';

export type { CephFilesystemSpec };

const metadataServer = object(
  {
    ...daemonPod(OPEN),
    activeCount: integer({
      format: 'int32',
      minimum: 1,
      maximum: 50,
      description: 'Number of active servers, which share the directories; each has a standby.',
    }),
    activeStandby: boolean({ description: 'Whether standby servers keep a warm cache, and so take over faster.' }),
    cacheMemoryLimitFactor: number({ minimum: 0, maximum: 1, description: 'Share of the memory limit for the cache, from 0 to 1. Default: 0.5.' }),
    cacheMemoryRequestFactor: number({
      minimum: 0,
      maximum: 1,
      description: 'Share of the memory request for the cache where there is no limit, from 0 to 1. Default: 0.8.',
    }),
    livenessProbe: withFacets(daemonProbe, { description: 'Liveness probe. Slow machines need longer times.' }),
    startupProbe: withFacets(daemonProbe, { description: 'Startup probe. Slow machines need longer times.' }),
  },
  { required: ['activeCount'], description: 'Metadata servers, the daemons that manage directories, names and permissions.' },
);

const mirroring = object(
  {
    enabled: boolean({ description: 'Whether mirroring is enabled. Default: false.' }),
    peers: mirrorPeers,
    snapshotRetention: array(
      object({
        duration: string({ description: 'Number of snapshots that are kept, such as "h 24" or "24h7d".' }),
        path: string({ description: 'Directory.' }),
      }),
      { description: 'Number of snapshots that are kept, by directory.' },
    ),
    snapshotSchedules,
  },
  { nullable: true, description: 'Mirroring of the filesystem to another cluster.' },
);

const specShape = object(
  {
    dataPools: array(namedPoolSpec, {
      nullable: true,
      description: 'Pools for file data. The first one is the default for files, and cannot be changed later.',
    }),
    metadataPool: withFacets(namedPoolSpec, {
      nullable: true,
      description: 'Pool for directories, names and permissions; must be replicated, fast devices are recommended.',
    }),
    metadataServer,
    mirroring,
    preserveFilesystemOnDelete: boolean({ description: 'Whether the filesystem and its pools are kept in Ceph when this object is deleted.' }),
    preservePoolNames: boolean({ description: 'Whether the names of pools are used as they are, without the name of the filesystem as a prefix.' }),
    preservePoolsOnDelete: boolean({ description: 'Whether the pools are kept in Ceph when this object is deleted.' }),
    statusCheck,
  },
  { doc: 'A filesystem that many pods may mount at a time.', required: ['dataPools', 'metadataPool', 'metadataServer'] },
);

const spec: Schema<CephFilesystemSpec> = specShape;

const mirroredBy = object({
  daemon_id: integer(),
  filesystems: array(
    object({
      directory_count: integer(),
      filesystem_id: integer(),
      name: string(),
      peers: array(
        object({
          remote: object({ client_name: string(), cluster_name: string(), fs_name: string() }),
          stats: object({ failure_count: integer(), recovery_count: integer() }),
          uuid: string(),
        }),
      ),
    }),
  ),
});

const schedule = object({
  fs: string(),
  path: string(),
  rel_path: string(),
  retention: object({
    active: boolean(),
    created: string(),
    created_count: integer(),
    first: string(),
    last: string(),
    last_pruned: string(),
    pruned_count: integer(),
    start: string(),
  }),
  schedule: string(),
  subvol: string(),
});

const status = object(
  {
    ...daemonStatus,
    info,
    mirroringStatus: object({ ...checked, daemonsStatus: array(mirroredBy, { nullable: true }) }),
    snapshotScheduleStatus: object({ ...checked, snapshotSchedules: array(schedule, { nullable: true }) }),
  },
  OPEN_STATUS,
);

/** A filesystem as a kind. */
export const cephFilesystem = defineResource<CephFilesystemBody>({
  ...rook,
  kind: 'CephFilesystem',
  plural: 'cephfilesystems',
  shortNames: ['cephfs'],
  schema: object({ spec, status }, { required: ['spec'] }),
  columns: [{ name: 'ActiveMDS', type: 'string', jsonPath: '.spec.metadataServer.activeCount', description: 'Number of metadata servers' }, AGE, PHASE],
});

/**
 * A filesystem that many pods may mount at a time, with the daemons that it needs.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Shared-Filesystem/ceph-filesystem-crd/
 */
export class CephFilesystem extends customResource(cephFilesystem) {}
