import { array, object, string, withFacets } from '../../crd/schema/schema';
import { healthCheck } from './health-check';
import { checked } from './status';

/** Peers: clusters that data is mirrored to or from. */
export const mirrorPeers = object(
  { secretNames: array(string(), { description: 'Names of the Secrets with the bootstrap tokens of the peers.' }) },
  { nullable: true, description: 'Clusters to mirror with.' },
);

/** Schedules of the snapshots for mirroring. */
export const snapshotSchedules = array(
  object(
    {
      interval: string({ description: 'Interval, such as 24h; the units are d, h and m.' }),
      path: string({ description: 'Directory; for CephFS only.' }),
      startTime: string({ description: 'Time of the first snapshot, in ISO 8601.' }),
    },
    { doc: 'When snapshots are taken of something.' },
  ),
  { description: 'Schedules of the snapshots for mirroring.' },
);

/** Interval of checking the mirroring status, and whether the check is disabled. */
export const statusCheck = object(
  { mirror: withFacets(healthCheck, { nullable: true, doc: 'Whether and how often it looks; every 60s when left out.' }) },
  { preserveUnknownFields: true, description: 'Interval of checking the mirroring status.' },
);

/** Status of the schedules of snapshots. */
export const scheduleStatus = object({
  ...checked,
  snapshotSchedules: array(
    object({ image: string(), items: array(object({ interval: string(), start_time: string() })), namespace: string(), pool: string() }),
    { nullable: true },
  ),
});
