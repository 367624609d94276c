import type { Cluster } from '../cluster/model/cluster';
import { machineLines } from './machine-lines';
import { storageLines } from './storage-lines';

/** What `cluster.sh plan` says of a cluster besides its steps: what machines keep free, and what storage holds and survives. */
export const planLines = (cluster: Cluster): readonly string[] => [...machineLines(cluster), ...storageLines(cluster)];
