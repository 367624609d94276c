import { type Protection, spread } from '../cluster/model/storage';

/**
 * What the loss of machines at the same time does to a pool.
 * `restored`: goes on, and lost copies are made again on the machines that are left.
 * `degraded`: goes on with fewer copies until the machines are back.
 * `stops`: data is kept, and waits until more of it is back or made again.
 * `lost`: data is gone.
 */
export type Outcome = 'degraded' | 'lost' | 'restored' | 'stops';

/** What happens when so many machines that hold the pool fail before anything is restored. */
export interface Loss {
  /** How many machines fail at the same time. */
  readonly machines: number;
  /** What becomes of the data. */
  readonly outcome: Outcome;
}

/** Machines that may fail without losing data. */
export const spareOf = (protection: Protection): number => (protection.kind === 'replicated' ? protection.size - 1 : protection.codingChunks);

/**
 * Copies or chunks without which Ceph accepts no reads and writes, its own `min_size`.
 *
 * @see https://docs.ceph.com/en/tentacle/rados/configuration/pool-pg-config-ref/
 */
export const leastToServe = (protection: Protection): number =>
  protection.kind === 'replicated' ? protection.size - Math.floor(protection.size / 2) : protection.dataChunks + Math.min(1, protection.codingChunks - 1);

function outcome(protection: Protection, hosts: number, machines: number): Outcome {
  if (machines > spareOf(protection)) return 'lost';
  if (spread(protection) - machines < leastToServe(protection)) return 'stops';
  return hosts - machines >= spread(protection) ? 'restored' : 'degraded';
}

/** From the loss of one machine to the one that loses data. */
export const lossesOf = (protection: Protection, hosts: number): readonly Loss[] =>
  Array.from({ length: spareOf(protection) + 1 }, (_, index) => ({ machines: index + 1, outcome: outcome(protection, hosts, index + 1) }));
