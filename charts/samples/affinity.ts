import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { type Placement, keepApart, onNodesWith } from '../../workloads/places/placement';
import { podTemplate } from '../../workloads/pods/pod';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import type { Machines } from './machines';
import { webPod } from './web';

const namespace = 'demo-affinity';

/** What `DemoAffinity` is made from. */
export interface DemoAffinityProps {
  /** Machines that take pods; the first one is asked for. */
  readonly machines: Machines;
}

/** Who must run on one machine, who would rather, who never shares a machine with its like, and the oldest way of asking for a machine. */
export class DemoAffinity extends Chart {
  constructor(scope: Construct, id: string, { machines }: DemoAffinityProps) {
    super(scope, id);
    const there = { 'kubernetes.io/hostname': machines[0] };
    const web = (name: string, replicas: number, placement: Placement): unknown =>
      new RollingRelease(this, name, { name, namespace, replicas, minReadySeconds: 0, pod: webPod('v1', { placement: [placement] }) });
    web('required', 2, onNodesWith(there));
    web('preferred', 1, onNodesWith(there, { preferred: 100 }));
    web('apart', Math.min(3, machines.length), keepApart());

    // A node selector can only demand, and knows no "one of these": `onNodesWith` says the same, and more. It is here because everybody meets it.
    const labels = { 'app.kubernetes.io/name': 'selector' };
    const { metadata, spec } = podTemplate(webPod('v1'), labels);
    const pod = { ...spec, containers: spec?.containers ?? [], nodeSelector: there };
    plainObject(this, 'Deployment', {
      metadata: { name: 'selector', namespace, labels },
      spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { ...metadata, labels }, spec: pod } },
    });
  }
}
