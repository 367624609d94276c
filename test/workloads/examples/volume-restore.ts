import type { Construct } from 'constructs';
import { DurableVolumeClaim } from '../../../workloads/claims/volume-claim';
import { ClaimSnapshot, RestoredVolumeClaim } from '../../../workloads/claims/volume-restore';

/** The data as it was on Monday, on a volume of its own beside the one that is in use. */
export function example(scope: Construct): void {
  const data = new DurableVolumeClaim(scope, 'data', { name: 'data', namespace: 'shop', size: '10Gi' });
  const monday = new ClaimSnapshot(scope, 'monday', { name: 'data-monday', of: data });
  new RestoredVolumeClaim(scope, 'again', { name: 'data-again', from: monday });
}
