import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Ambassador } from '../../workloads/companions/ambassador';
import { Sidecar } from '../../workloads/companions/sidecar';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { fileServer, smallServer } from './small-server';
import { IMAGE, RESOURCES } from './web';

const namespace = 'demo-sidecar';
const pages = { name: 'pages', mountPath: '/www' };

/** Writes the page that the server beside it shows. The server waits for the first one. */
const writer = new Sidecar({
  name: 'writer',
  image: IMAGE,
  command: ['sh', '-c', 'while true; do date > /www/index.html; sleep 5; done'],
  startupProbe: { exec: { command: ['test', '-s', '/www/index.html'] }, periodSeconds: 1 },
  resources: RESOURCES,
  volumeMounts: [pages],
});

/** Stands for the server in the pods of those who ask: they know an address of their own, and not where it leads. */
const ambassador = new Ambassador({
  name: 'ambassador',
  image: IMAGE,
  localPort: 9000,
  remote: { host: `web.${namespace}.svc`, port: 80 },
  command: ['nc', '-lk', '-s', '127.0.0.1', '-p', '$(LOCAL_PORT)', '-e', 'nc', '$(REMOTE_HOST)', '$(REMOTE_PORT)'],
  resources: RESOURCES,
});

const ASK = `while true; do wget -q -O /www/last http://${ambassador.address}/ && cat /www/last; sleep 5; done`;

/**
 * Containers that help another one in the same pod: one that writes what a server shows, and one that stands for a service elsewhere.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export class DemoSidecar extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const volumes = [{ name: 'pages', emptyDir: { sizeLimit: '1Mi' } }];
    new RollingRelease(this, 'web', {
      name: 'web',
      namespace,
      replicas: 2,
      pod: { container: fileServer({ volumeMounts: [pages] }), beside: [writer], volumes },
    });
    new RollingRelease(this, 'client', {
      name: 'client',
      namespace,
      replicas: 1,
      // It serves nobody, so that there is no port, and no Service.
      ports: [],
      pod: {
        container: smallServer({
          name: 'client',
          command: ['sh', '-c', ASK],
          ports: [],
          readinessProbe: { exec: { command: ['test', '-s', '/www/last'] }, periodSeconds: 5 },
          livenessProbe: { exec: { command: ['true'] } },
          volumeMounts: [pages],
        }),
        beside: [ambassador],
        volumes,
      },
    });
  }
}
