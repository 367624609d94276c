import type { DaemonProbe } from '../../../imports/ceph.rook.io/daemon-pod';

/** A probe as Rook has it, or one whose `ceph` command may take longer; what is asked, how often, and all else stays Rook's. */
export const probeOf = (timeoutSeconds: number | undefined): DaemonProbe => ({
  disabled: false,
  ...(timeoutSeconds === undefined ? {} : { probe: { timeoutSeconds } }),
});
