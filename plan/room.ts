import { type Protection, spread } from '../cluster/model/storage';

/** How much fits, in bytes. */
export interface Room {
  /** What the disks measure together. */
  readonly raw: bigint;
  /** Data that fits before the first machine is full. */
  readonly usable: bigint;
  /** Data at which Ceph begins to warn. */
  readonly nearFull: bigint;
}

/**
 * Ceph's own `mon_osd_nearfull_ratio`, in percent.
 *
 * @see https://docs.ceph.com/en/tentacle/rados/configuration/mon-config-ref/
 */
const NEAR_FULL = 85n;

/**
 * The most that each copy or chunk may take in all, where no machine holds two of the same data.
 * A machine larger than that cannot be filled; the others share what is left.
 */
function perCopy(machines: readonly bigint[], copies: number): bigint {
  const sizes = [...machines].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  if (copies > sizes.length) return 0n;
  for (let larger = 0; larger < copies; larger += 1) {
    const share = sizes.slice(larger).reduce((sum, size) => sum + size, 0n) / BigInt(copies - larger);
    // Without machines larger than the share, the rest of them is filled evenly.
    if ((sizes[larger] ?? 0n) <= share) return share;
  }
  return 0n;
}

/** Room for data on machines of these sizes. */
export function roomOf(machines: readonly bigint[], protection: Protection): Room {
  const share = perCopy(machines, spread(protection));
  const usable = protection.kind === 'replicated' ? share : share * BigInt(protection.dataChunks);
  return { raw: machines.reduce((sum, size) => sum + size, 0n), usable, nearFull: (usable * NEAR_FULL) / 100n };
}
