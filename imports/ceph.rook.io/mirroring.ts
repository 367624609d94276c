import { array, object, string, withFacets } from '../../crd/schema/schema';
import { healthCheck } from './health-check';
import { checked } from './status';

/** The clusters that something is mirrored to or from. */
export const mirrorPeers = object(
  { secretNames: array(string(), { description: 'Secrets with the bootstrap tokens of the peers.' }) },
  { nullable: true, description: 'The clusters to mirror with.' },
);

/** When snapshots are taken for the mirror. */
export const snapshotSchedules = array(
  object({
    interval: string({ description: 'How often, such as 24h; d, h and m are known.' }),
    path: string({ description: 'The directory; for CephFS only.' }),
    startTime: string({ description: 'When the first is taken, in ISO 8601.' }),
  }),
  { description: 'When snapshots are taken for the mirror.' },
);

/** Whether and how often the operator looks after the mirror. */
export const statusCheck = object(
  { mirror: withFacets(healthCheck, { nullable: true }) },
  { preserveUnknownFields: true, description: 'How often the operator looks after the mirror.' },
);

/** What the operator reports about the times at which snapshots are taken. */
export const scheduleStatus = object({
  ...checked,
  snapshotSchedules: array(
    object({ image: string(), items: array(object({ interval: string(), start_time: string() })), namespace: string(), pool: string() }),
    { nullable: true },
  ),
});
