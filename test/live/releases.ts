import { App, Chart, Yaml } from 'cdk8s';
import { tolerate } from '../../workloads/places/placement';
import type { ReleasePod } from '../../workloads/pods/pod';
import { BlueGreenRelease } from '../../workloads/releases/blue-green-release';
import { CanaryRelease } from '../../workloads/releases/canary-release';
import { RollingRelease } from '../../workloads/releases/rolling-release';

/* Prints the manifests of a release in one of its states, as in `releases.ts rolling 2`: the lab's own image, and patience for its processors. */

const pod = (version: 1 | 2): ReleasePod => ({
  container: {
    name: 'hello',
    image: `docker.io/library/hello:${version}`,
    env: [{ name: 'VERSION', value: `v${version}` }],
    ports: [{ name: 'http', containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, timeoutSeconds: 10 },
    livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, timeoutSeconds: 30, periodSeconds: 30, failureThreshold: 6 },
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
  },
  placement: [tolerate({ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' })],
  drainSeconds: 40,
});

const common = { namespace: 'default', replicas: 2, minReadySeconds: 5, progressDeadlineSeconds: 1800 } as const;

const RELEASES: Readonly<Record<string, (chart: Chart, state: string) => unknown>> = {
  rolling: (chart, state) => new RollingRelease(chart, 'rolling', { ...common, name: 'rolling', pod: pod(state === '2' ? 2 : 1) }),
  colours: (chart, state) =>
    new BlueGreenRelease(chart, 'colours', { ...common, name: 'colours', blue: pod(1), green: pod(2), active: state === 'green' ? 'green' : 'blue' }),
  canary: (chart, state) =>
    new CanaryRelease(chart, 'canary', {
      ...common,
      name: 'canary',
      stable: pod(1),
      ...(state === 'stable' ? {} : { canary: pod(2), steps: [{ stable: 50, canary: 50 }], step: state === 'promoted' ? 'promoted' : 0 }),
    }),
};

const [, , release = '', state = ''] = process.argv;
const make = RELEASES[release];
if (make === undefined) throw new Error(`${release} is none of ${Object.keys(RELEASES).join(', ')}`);
const chart = new Chart(new App(), release);
make(chart, state);
console.log(Yaml.stringify(...(chart.toJson() as readonly unknown[])));
