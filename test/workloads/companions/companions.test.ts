import { Chart } from 'cdk8s';
import { Ambassador } from '../../../workloads/companions/ambassador';
import { Sidecar } from '../../../workloads/companions/sidecar';
import type { Companion } from '../../../workloads/pods/pod';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { only, rendered } from '../../charts/objects';
import { WEB, webPod } from '../web';

const image = 'docker.io/library/busybox:1.37.0';
const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };

const deployment = (...beside: readonly Companion[]) =>
  only(
    rendered((app) => {
      const chart = new Chart(app, 'shop');
      new RollingRelease(chart, 'web', { ...WEB, replicas: 2, pod: webPod({ beside }) });
      return chart;
    }),
    'Deployment',
  );

test('a sidecar is an init container that goes on running, with as few rights as the main one', () => {
  const log = new Sidecar({ name: 'log', image, command: ['tail', '-F', '/var/log/web.log'], resources });
  expect(deployment(log)).toMatchObject({
    spec: {
      template: {
        spec: {
          initContainers: [
            {
              name: 'log',
              restartPolicy: 'Always',
              command: ['tail', '-F', '/var/log/web.log'],
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            },
          ],
          containers: [{ name: 'web' }],
        },
      },
    },
  });
});

test('an ambassador is a sidecar that knows what it stands for, and has an address in the pod', () => {
  const cache = new Ambassador({
    name: 'cache',
    image,
    localPort: 6379,
    remote: { host: 'redis.home.arpa', port: 6380 },
    command: ['nc', '-lk', '-s', '127.0.0.1', '-p', '$(LOCAL_PORT)', '-e', 'nc', '$(REMOTE_HOST)', '$(REMOTE_PORT)'],
    env: [{ name: 'EXTRA', value: 'yes' }],
    resources,
  });
  expect(cache.address).toBe('127.0.0.1:6379');
  expect(deployment(cache)).toMatchObject({
    spec: {
      template: {
        spec: {
          initContainers: [
            {
              name: 'cache',
              restartPolicy: 'Always',
              ports: [{ containerPort: 6379, protocol: 'TCP' }],
              env: [
                { name: 'LOCAL_PORT', value: '6379' },
                { name: 'REMOTE_HOST', value: 'redis.home.arpa' },
                { name: 'REMOTE_PORT', value: '6380' },
                { name: 'EXTRA', value: 'yes' },
              ],
            },
          ],
        },
      },
    },
  });
});
