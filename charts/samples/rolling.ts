import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { webPod } from './web';

/** What `DemoRolling` is made from. */
export interface DemoRollingProps {
  /** What the pods answer. @default v1 */
  readonly version?: string;
}

/** Three web servers, replaced one by one when their version changes. */
export class DemoRolling extends Chart {
  constructor(scope: Construct, id: string, { version = 'v1' }: DemoRollingProps) {
    super(scope, id);
    new RollingRelease(this, 'web', { name: 'web', namespace: 'demo-rolling', replicas: 3, maxSurge: 1, minReadySeconds: 5, pod: webPod(version) });
  }
}
