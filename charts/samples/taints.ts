import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Placement, onNodesWith } from '../../workloads/places/placement';
import { placementIn } from '../../workloads/places/placement-in';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { webPod } from './web';

const TAINT = { key: 'demo', value: 'leaving' } as const;

/** What `DemoTaints` is made from. */
export interface DemoTaintsProps {
  /** The machine that will get the taint. */
  readonly machine: string;
}

/** Three servers that would rather run on one machine: when it gets a taint, one leaves at once, one after a while, and one stays. */
export class DemoTaints extends Chart {
  constructor(scope: Construct, id: string, { machine }: DemoTaintsProps) {
    super(scope, id);
    // As a person will have made it: no machine of the spec has the taint.
    const { tolerate } = placementIn({
      nodes: [
        {
          name: machine,
          taints: [
            { ...TAINT, effect: 'NoExecute' },
            { ...TAINT, effect: 'NoSchedule' },
          ],
        },
      ],
    });
    const there = onNodesWith({ 'kubernetes.io/hostname': machine }, { preferred: 100 });
    const web = (name: string, ...tolerations: readonly Placement[]): unknown =>
      new RollingRelease(this, name, {
        name,
        namespace: 'demo-taints',
        replicas: 1,
        minReadySeconds: 0,
        pod: webPod('v1', { placement: [there, ...tolerations] }),
      });
    web('stranger');
    // It may stay for a while, but not come back: that would need to tolerate NoSchedule as well.
    web('guest', tolerate({ ...TAINT, effect: 'NoExecute', seconds: 20 }));
    web('resident', tolerate(TAINT));
  }
}
