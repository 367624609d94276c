import type { Construct } from 'constructs';
import { Sidecar } from '../../../workloads/companions/sidecar';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { webContainer } from '../web';

const pages = { name: 'pages', mountPath: '/www' };

/** Writes the page that the web server shows: it starts before the server, and ends after it. */
const writer = new Sidecar({
  name: 'writer',
  image: 'docker.io/library/busybox:1.37.0',
  command: ['sh', '-c', 'while true; do date > /www/index.html; sleep 5; done'],
  startupProbe: { exec: { command: ['test', '-s', '/www/index.html'] }, periodSeconds: 1 },
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
  volumeMounts: [pages],
});

/** The server waits for the first page. */
export const example = (scope: Construct): unknown =>
  new RollingRelease(scope, 'web', {
    name: 'web',
    namespace: 'shop',
    replicas: 2,
    pod: { container: webContainer({ volumeMounts: [pages] }), beside: [writer], volumes: [{ name: 'pages', emptyDir: { sizeLimit: '16Mi' } }] },
  });
