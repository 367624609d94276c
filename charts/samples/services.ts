import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { smallServer } from './small-server';

const namespace = 'demo-services';

/** The label by which a release finds its pods: other Services find them by it too. */
const selector = { 'app.kubernetes.io/name': 'web' };
const ports = [{ name: 'http', port: 80, targetPort: 'http' }];

/**
 * Three pods, and five ways to them: an address inside the cluster, a port of every machine, an address outside, the pods' own addresses, and a name
 * for what is elsewhere.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class DemoServices extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Brings the Service `web`, of type ClusterIP.
    new RollingRelease(this, 'web', { name: 'web', namespace, replicas: 3, pod: { container: smallServer() } });
    plainObject(this, 'Service', { metadata: { name: 'web-node-port', namespace }, spec: { type: 'NodePort', selector, ports } });
    plainObject(this, 'Service', { metadata: { name: 'web-load-balancer', namespace }, spec: { type: 'LoadBalancer', selector, ports } });
    // Whoever asks DNS for it gets the pods, and speaks with them on their own port.
    plainObject(this, 'Service', {
      metadata: { name: 'web-headless', namespace },
      spec: { clusterIP: 'None', selector, ports: [{ name: 'http', port: 8080, targetPort: 'http' }] },
    });
    plainObject(this, 'Service', { metadata: { name: 'elsewhere', namespace }, spec: { type: 'ExternalName', externalName: 'example.com' } });
  }
}
