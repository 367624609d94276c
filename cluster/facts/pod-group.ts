import type { Path } from '../values/problem';
import type { Amount } from './amount';

/** Pods of one kind, as the scheduler looks at them. */
export interface PodGroup {
  /** What one of them is called. */
  readonly what: string;
  /** The field of the spec that settles how many there are. */
  readonly path: Path;
  /** What is kept free for each. */
  readonly request: Amount;
  /** How many there are. */
  readonly count: number;
  /** The machines that can take them. */
  readonly machines: readonly string[];
  /** Whether no two pods may share a machine, even if one stays Pending. */
  readonly apart: boolean;
  /** Priority: pods with a higher number evict those with a lower one. 2 is system-node-critical, 1 system-cluster-critical, 0 no class. */
  readonly priority: 0 | 1 | 2;
  /** Whether they are daemons of Ceph, which have others beside them. */
  readonly ofCeph: boolean;
}
