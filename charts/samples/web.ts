import { REQUESTS } from '../../cluster/facts/requests';
import { PINS } from '../../cluster/values/versions';
import type { MainContainer } from '../../workloads/pods/container';
import type { ReleasePod } from '../../workloads/pods/pod';

/** What the samples run: it is small, has a shell and a web server, and does without root. */
export const IMAGE = `docker.io/library/busybox:${PINS.busybox}`;

/** What each container of the samples gets: little, so that all of them fit on a home's machines. */
export const RESOURCES = { requests: REQUESTS.sample, limits: { cpu: '100m', memory: '32Mi' } } as const;

/** Writes a page that says which version and which pod answers, and serves it. */
const SERVE = 'echo "$VERSION from $HOSTNAME" > /www/index.html && exec httpd -f -p 8080 -h /www';

/** A web server that answers with its version and the name of its pod, changed where a sample says so. */
export const webContainer = (version: string, changes: Partial<MainContainer> = {}): MainContainer => ({
  name: 'web',
  image: IMAGE,
  command: ['sh', '-c', SERVE],
  env: [{ name: 'VERSION', value: version }],
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 2 },
  livenessProbe: { tcpSocket: { port: 'http' }, failureThreshold: 6 },
  resources: RESOURCES,
  volumeMounts: [{ name: 'www', mountPath: '/www' }],
  ...changes,
});

/** A pod of it. */
export const webPod = (version: string, changes: Partial<ReleasePod> = {}): ReleasePod => ({
  container: webContainer(version),
  volumes: [{ name: 'www', emptyDir: { sizeLimit: '1Mi' } }],
  drainSeconds: 5,
  graceSeconds: 5, // busybox does not listen when it is told to end
  ...changes,
});
