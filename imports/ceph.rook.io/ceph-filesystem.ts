import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { daemonPod, daemonProbe } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { mirrorPeers, snapshotSchedules, statusCheck } from './mirroring';
import { OPEN } from './open';
import { namedPoolSpec } from './pool-spec';
import { OPEN_STATUS, checked, daemonStatus, info } from './status';

const metadataServer = object(
  {
    ...daemonPod(OPEN),
    activeCount: integer({ format: 'int32', minimum: 1, maximum: 50, description: 'Over how many servers the folders are spread; each has one in reserve.' }),
    activeStandby: boolean({ description: 'Whether those in reserve keep the cache of their active one, and so take over faster.' }),
    cacheMemoryLimitFactor: number({ minimum: 0, maximum: 1, description: 'Which share of the memory limit is cache; 0.5 by default.' }),
    cacheMemoryRequestFactor: number({
      minimum: 0,
      maximum: 1,
      description: 'Which share of the requested memory is cache where there is no limit; 0.8 by default.',
    }),
    livenessProbe: withFacets(daemonProbe, { description: 'When a server is restarted. Slow machines need longer times.' }),
    startupProbe: withFacets(daemonProbe, { description: 'How long a server may take to start. Slow machines need longer times.' }),
  },
  { required: ['activeCount'], description: 'The daemons that know folders, names and permissions.' },
);

const mirroring = object(
  {
    enabled: boolean({ description: 'False by default.' }),
    peers: mirrorPeers,
    snapshotRetention: array(
      object({ duration: string({ description: 'How many, such as "h 24" or "24h7d".' }), path: string({ description: 'The folder.' }) }),
      { description: 'Which snapshots are kept.' },
    ),
    snapshotSchedules,
  },
  { nullable: true, description: 'A copy of the filesystem in another cluster.' },
);

const specShape = object(
  {
    dataPools: array(namedPoolSpec, {
      nullable: true,
      description: 'Where files lie; the first one holds what says nothing else, and cannot be changed later.',
    }),
    metadataPool: withFacets(namedPoolSpec, { nullable: true, description: 'Where folders, names and permissions lie; replicated, on fast devices.' }),
    metadataServer,
    mirroring,
    preserveFilesystemOnDelete: boolean({ description: 'Whether the filesystem stays in Ceph, with its pools, when this object is deleted.' }),
    preservePoolNames: boolean({ description: 'Whether pools are called as they say, without the name of the filesystem before it.' }),
    preservePoolsOnDelete: boolean({ description: 'Whether the pools stay in Ceph when this object is deleted.' }),
    statusCheck,
  },
  { required: ['dataPools', 'metadataPool', 'metadataServer'] },
);

/** A filesystem that many pods may mount at a time. */
export interface CephFilesystemSpec extends Static<typeof specShape> {}

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
export const cephFilesystem = defineResource({
  ...rook,
  kind: 'CephFilesystem',
  plural: 'cephfilesystems',
  shortNames: ['cephfs'],
  schema: object({ spec, status }, { required: ['spec'] }),
  columns: [{ name: 'ActiveMDS', type: 'string', jsonPath: '.spec.metadataServer.activeCount', description: 'How many metadata servers' }, AGE, PHASE],
});

/**
 * A filesystem that many pods may mount at a time, with the daemons that it needs.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Shared-Filesystem/ceph-filesystem-crd/
 */
export class CephFilesystem extends customResource(cephFilesystem) {}
