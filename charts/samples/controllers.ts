import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { podTemplate } from '../../workloads/pods/pod';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { smallServer } from './small-server';

const namespace = 'demo-controllers';

/** What the pods of each controller are found by, and how they look: the same everywhere, so that only the controllers differ. */
function podsOf(app: string) {
  const matchLabels = { app };
  return { metadata: { name: app, namespace, labels: matchLabels }, matchLabels, template: podTemplate({ container: smallServer() }, matchLabels) };
}

/**
 * The same pod five times: kept by a Deployment, a StatefulSet, a DaemonSet, a ReplicaSet and a ReplicationController.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/
 */
export class DemoControllers extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new RollingRelease(this, 'deployment', { name: 'deployment', namespace, replicas: 2, pod: { container: smallServer() } });
    this.addStatefulSet();

    const everywhere = podsOf('daemonset');
    plainObject(this, 'DaemonSet', {
      metadata: everywhere.metadata,
      spec: { selector: { matchLabels: everywhere.matchLabels }, template: everywhere.template },
    });
    const counted = podsOf('replicaset');
    plainObject(this, 'ReplicaSet', {
      metadata: counted.metadata,
      spec: { replicas: 2, selector: { matchLabels: counted.matchLabels }, template: counted.template },
    });
    const old = podsOf('replicationcontroller');
    plainObject(this, 'ReplicationController', { metadata: old.metadata, spec: { replicas: 2, selector: old.matchLabels, template: old.template } });
  }

  /** Its Service has no address of its own: it gives each pod a name in DNS, such as statefulset-0.statefulset. */
  private addStatefulSet(): void {
    const { metadata, matchLabels, template } = podsOf('statefulset');
    plainObject(this, 'Service', { metadata, spec: { clusterIP: 'None', selector: matchLabels, ports: [{ name: 'http', port: 8080, targetPort: 'http' }] } });
    plainObject(this, 'StatefulSet', { metadata, spec: { serviceName: metadata.name, replicas: 3, selector: { matchLabels }, template } });
  }
}
