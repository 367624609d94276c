import type { MainContainer } from '../../workloads/pods/container';
import type { ReleasePod } from '../../workloads/pods/pod';

/** The smallest web server that a release takes, changed where a test says so. */
export const webContainer = (changes: Partial<MainContainer> = {}): MainContainer => ({
  name: 'web',
  image: 'docker.io/library/busybox:1.37.0',
  command: ['httpd', '-f', '-p', '8080', '-h', '/www'],
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/', port: 'http' } },
  livenessProbe: { tcpSocket: { port: 'http' } },
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
  ...changes,
});

/** A pod of it. */
export const webPod = (changes: Partial<ReleasePod> = {}): ReleasePod => ({ container: webContainer(), ...changes });

/** The same in another version. */
export const otherPod: ReleasePod = { container: webContainer({ image: 'docker.io/library/busybox:1.36.1' }) };

/** Who a release is. */
export const WEB = { name: 'web', namespace: 'shop' } as const;
