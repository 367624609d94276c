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
  /** Whether no two share a machine, at any price. */
  readonly apart: boolean;
  /** Whom they make way for: those with a higher number. 2 as system-node-critical, 1 as system-cluster-critical. */
  readonly priority: 0 | 1 | 2;
  /** Whether they are daemons of Ceph, which have others beside them. */
  readonly ofCeph: boolean;
}
