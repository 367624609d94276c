import { type Schema, type Static, array, integer, map, object, string } from '../../crd/schema/schema';
import { cephxKey, conditions, countedCephxKey, observedGeneration } from './status';

const count = map(integer());
const bytes = integer({ format: 'int64' });

const shape = object({
  ceph: object({
    capacity: object({ bytesAvailable: bytes, bytesTotal: bytes, bytesUsed: bytes, lastUpdated: string() }),
    details: map(object({ message: string(), severity: string() }, { required: ['message', 'severity'] })),
    fsid: string(),
    health: string(),
    lastChanged: string(),
    lastChecked: string(),
    previousHealth: string(),
    versions: object({ 'cephfs-mirror': count, mds: count, mgr: count, mon: count, osd: count, overall: count, 'rbd-mirror': count, rgw: count }),
  }),
  cephx: object({
    admin: cephxKey,
    cephExporter: cephxKey,
    crashCollector: cephxKey,
    csi: countedCephxKey,
    mgr: cephxKey,
    mon: cephxKey,
    osd: cephxKey,
    rbdMirrorPeer: cephxKey,
  }),
  conditions,
  message: string(),
  observedGeneration,
  phase: string(),
  state: string(),
  storage: object({
    deprecatedOSDs: map(array(integer())),
    deviceClasses: array(object({ name: string() })),
    osd: object({ migrationStatus: object({ pending: integer() }), storeType: count }),
  }),
  version: object({ image: string(), version: string() }),
});

/** Status of a CephCluster. */
export interface ClusterStatus extends Static<typeof shape> {}

/** Status of a CephCluster. */
export const clusterStatus: Schema<ClusterStatus> = shape;
