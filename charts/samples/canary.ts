import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type CanaryReleaseProps, CanaryRelease } from '../../workloads/releases/canary-release';
import { webPod } from './web';

/** What `DemoCanary` is made from. */
export interface DemoCanaryProps {
  /** Which share of the requests the second version gets: a quarter, a half; or it is `promoted` or `aborted`. @default 0, a quarter */
  readonly step?: NonNullable<CanaryReleaseProps['step']>;
}

/** Three pods of version v1, and beside them one of v2, which gets a quarter of the requests. */
export class DemoCanary extends Chart {
  constructor(scope: Construct, id: string, { step = 0 }: DemoCanaryProps) {
    super(scope, id);
    new CanaryRelease(this, 'web', {
      name: 'web',
      namespace: 'demo-canary',
      replicas: 3,
      stable: webPod('v1'),
      canary: webPod('v2'),
      steps: [
        { stable: 75, canary: 25 },
        { stable: 50, canary: 50 },
      ],
      step,
    });
  }
}
