import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import type { RequiredNamespace } from '../../../objects/namespaces';

/**
 * The namespaces that Rook's charts need. OSDs write to the machines' disks, and the CSI node plugins mount volumes for all pods of a machine: both run
 * privileged, and where a cluster enforces anything less by default, none of them would start.
 */
export const ROOK_NAMESPACES: readonly RequiredNamespace[] = [{ name: ROOK_NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }];
