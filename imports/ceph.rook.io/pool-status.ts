import { array, integer, object, string } from '../../crd/schema/schema';
import { scheduleStatus } from './mirroring';
import { checked, conditions, info } from './status';

const states = object(
  {
    error: integer(),
    replaying: integer(),
    starting_replay: integer(),
    stopped: integer(),
    stopping_replay: integer(),
    syncing: integer(),
    unknown: integer(),
  },
  { nullable: true },
);

/** Status of a pool or a RADOS namespace. */
export const poolStatus = {
  conditions,
  info,
  mirroringInfo: object({
    ...checked,
    mode: string(),
    peers: array(object({ client_name: string(), direction: string(), mirror_uuid: string(), site_name: string(), uuid: string() })),
    site_name: string(),
  }),
  mirroringStatus: object({
    ...checked,
    summary: object({
      daemon_health: string(),
      group_health: string({ nullable: true }),
      group_states: states,
      health: string(),
      image_health: string(),
      image_states: states,
      states,
    }),
  }),
  phase: string(),
  snapshotScheduleStatus: scheduleStatus,
};
