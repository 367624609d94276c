import type { MainContainer } from '../../workloads/pods/container';
import { IMAGE, RESOURCES } from './web';

/** A web server of the container's folder /etc: `/hostname` answers with the name of the pod, so that it is seen who answers. */
export const smallServer = (changes: Partial<MainContainer> = {}): MainContainer => ({
  name: 'web',
  image: IMAGE,
  command: ['httpd', '-f', '-p', '8080', '-h', '/etc'],
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/hostname', port: 'http' }, periodSeconds: 5 },
  livenessProbe: { tcpSocket: { port: 'http' } },
  resources: RESOURCES,
  ...changes,
});

/** The same for files that are mounted at /www; it is ready even where there is none yet. */
export const fileServer = (changes: Partial<MainContainer> = {}): MainContainer =>
  smallServer({ command: ['httpd', '-f', '-p', '8080', '-h', '/www'], readinessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 5 }, ...changes });
