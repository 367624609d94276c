import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { type Placement, keepApart, onNodesWith } from '../../workloads/places/placement';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { webPod } from './web';

/** What `DemoPriority` is made from. */
export interface DemoPriorityProps {
  /** The machine that there is only one place on. */
  readonly machine: string;
}

const CLASSES = {
  background: { value: 100, description: 'Gives way to everything else.' },
  important: { value: 1_000, description: 'Takes the place of it.' },
};

/**
 * One place and two servers who want it. The important one is not there yet; when it comes, the other one must go.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export class DemoPriority extends Chart {
  constructor(scope: Construct, id: string, { machine }: DemoPriorityProps) {
    super(scope, id);
    for (const [name, { value, description }] of Object.entries(CLASSES))
      plainObject(this, 'PriorityClass', { metadata: { name: `demo-${name}` }, value, description });
    const web = (name: keyof typeof CLASSES, replicas: number, ...apart: readonly Placement[]): unknown =>
      new RollingRelease(this, name, {
        name,
        namespace: 'demo-priority',
        replicas,
        minReadySeconds: 0,
        pod: webPod('v1', { priorityClassName: `demo-${name}`, placement: [onNodesWith({ 'kubernetes.io/hostname': machine }), ...apart] }),
      });
    web('background', 1);
    web('important', 0, keepApart({ 'app.kubernetes.io/name': 'background' }));
  }
}
