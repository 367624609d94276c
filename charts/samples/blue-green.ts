import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Colour, BlueGreenRelease } from '../../workloads/releases/blue-green-release';
import { webPod } from './web';

/** What `DemoBlueGreen` is made from. */
export interface DemoBlueGreenProps {
  /** Which colour serves. @default blue */
  readonly active?: Colour;
}

/** Version v1 serves as blue, v2 waits as green: changing one word changes all answers at once. */
export class DemoBlueGreen extends Chart {
  constructor(scope: Construct, id: string, { active = 'blue' }: DemoBlueGreenProps) {
    super(scope, id);
    new BlueGreenRelease(this, 'web', { name: 'web', namespace: 'demo-blue-green', replicas: 2, blue: webPod('v1'), green: webPod('v2'), active });
  }
}
