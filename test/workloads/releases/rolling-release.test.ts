import { Chart, Testing } from 'cdk8s';
import { type RollingReleaseProps, RollingRelease } from '../../../workloads/releases/rolling-release';
import { identity, only, rendered } from '../../charts/objects';
import { WEB, webContainer, webPod } from '../web';

const objects = (props: Partial<RollingReleaseProps> = {}) =>
  rendered((app) => {
    const chart = new Chart(app, 'shop');
    new RollingRelease(chart, 'web', { ...WEB, replicas: 3, pod: webPod(), ...props });
    return chart;
  });

const deployment = (props?: Partial<RollingReleaseProps>) => only(objects(props), 'Deployment');
const budget = (props?: Partial<RollingReleaseProps>) => objects(props).filter(({ kind }) => kind === 'PodDisruptionBudget');
const pod = (props: Partial<RollingReleaseProps>) => deployment(props);

const MATCH = { 'app.kubernetes.io/name': 'web' };

test('a rolling release is a Deployment, its Service and its budget', () => {
  expect(objects().map(identity)).toEqual(['apps/v1 Deployment shop web', 'v1 Service shop web', 'policy/v1 PodDisruptionBudget shop web']);
});

test('all of a Deployment is said, and its pods satisfy Pod Security restricted', () => {
  expect(deployment()).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', labels: MATCH },
    spec: {
      replicas: 3,
      minReadySeconds: 10,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 5,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      selector: { matchLabels: MATCH },
      template: {
        metadata: { labels: MATCH },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 40,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_532,
            runAsGroup: 65_532,
            fsGroup: 65_532,
            fsGroupChangePolicy: 'OnRootMismatch',
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            {
              topologyKey: 'kubernetes.io/hostname',
              maxSkew: 1,
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: MATCH },
              nodeTaintsPolicy: 'Honor',
              matchLabelKeys: ['pod-template-hash'],
            },
          ],
          containers: [
            {
              ...webContainer(),
              lifecycle: { preStop: { sleep: { seconds: 10 } } },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
  });
});

describe('the Service', () => {
  const service = (props: Partial<RollingReleaseProps>) => objects(props).filter(({ kind }) => kind === 'Service');

  test('sends port 80 to the port of the container by its name', () => {
    expect(service({})).toMatchObject([{ spec: { selector: MATCH, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } }]);
  });

  test('has the ports that are asked for', () => {
    const ports = [{ port: 8080, targetPort: 'http' }];
    expect(service({ ports })).toMatchObject([{ spec: { ports } }]);
  });

  test('is left out where nothing is served', () => {
    const alive = { exec: { command: ['true'] } };
    expect(service({ pod: { container: webContainer({ ports: [], readinessProbe: alive, livenessProbe: alive }) } })).toEqual([]);
  });
});

test('a rollout is as the props say', () => {
  const props = { maxSurge: 2, maxUnavailable: '50%', minReadySeconds: 3, progressDeadlineSeconds: 60, revisionHistoryLimit: 0 } as const;
  expect(deployment(props)).toMatchObject({
    spec: {
      strategy: { rollingUpdate: { maxSurge: 2, maxUnavailable: '50%' } },
      minReadySeconds: 3,
      progressDeadlineSeconds: 60,
      revisionHistoryLimit: 0,
    },
  });
});

describe('the bounds of a rollout are those that the Deployment controller computes', () => {
  test.each<readonly [Pick<RollingReleaseProps, 'maxSurge' | 'maxUnavailable' | 'replicas'>, number, number]>([
    [{ replicas: 3 }, 3, 4],
    [{ replicas: 1 }, 1, 2],
    [{ replicas: 10, maxSurge: '25%', maxUnavailable: '25%' }, 8, 13],
    [{ replicas: 4, maxSurge: 0, maxUnavailable: 1 }, 3, 4],
    [{ replicas: 3, maxSurge: 0, maxUnavailable: '10%' }, 2, 3],
    [{ replicas: 2, maxSurge: '100%', maxUnavailable: 5 }, 0, 4],
  ])('%j: %i to %i', (props, floor, ceiling) => {
    const { floor: low, ceiling: high } = new RollingRelease(Testing.chart(), 'web', { ...WEB, pod: webPod(), ...props });
    expect([low, high]).toEqual([floor, ceiling]);
  });
});

describe('the budget', () => {
  test('lets one pod go at a time, and any that is not ready', () => {
    expect(budget()).toMatchObject([{ spec: { maxUnavailable: 1, selector: { matchLabels: MATCH }, unhealthyPodEvictionPolicy: 'AlwaysAllow' } }]);
  });

  test('is left out for a single replica, and on request', () => {
    expect(budget({ replicas: 1 })).toEqual([]);
    expect(budget({ disruption: 'none' })).toEqual([]);
  });

  test.each([{ minAvailable: 2 }, { minAvailable: '50%' }, { maxUnavailable: '10%' }] as const)('can be %j of 3', (disruption) => {
    expect(budget({ disruption })).toMatchObject([{ spec: disruption }]);
  });
});

describe('a pod', () => {
  test('goes on serving for as long as it is told, and then has its time to end', () => {
    expect(pod({ pod: webPod({ drainSeconds: 5, graceSeconds: 3 }) })).toMatchObject({
      spec: {
        template: { spec: { terminationGracePeriodSeconds: 8, containers: [{ lifecycle: { preStop: { sleep: { seconds: 5 } } } }] } },
      },
    });
  });

  test('has whatever else Kubernetes knows, and that wins over what is hardened', () => {
    const more = {
      serviceAccountName: 'web',
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
      securityContext: { runAsUser: 101 },
      container: webContainer({ securityContext: { readOnlyRootFilesystem: false } }),
    };
    expect(pod({ pod: more })).toMatchObject({
      spec: {
        template: {
          spec: {
            serviceAccountName: 'web',
            automountServiceAccountToken: true,
            volumes: more.volumes,
            securityContext: { runAsUser: 101, runAsNonRoot: true },
            containers: [{ securityContext: { readOnlyRootFilesystem: false, allowPrivilegeEscalation: false } }],
          },
        },
      },
    });
  });

  test('runs to the end what is to come before, with the same few rights', () => {
    const { name: _, readinessProbe: _r, livenessProbe: _l, ports: _p, ...rest } = webContainer();
    const before = [{ ...rest, name: 'migrate' }];
    expect(pod({ pod: webPod({ before }) })).toMatchObject({
      spec: { template: { spec: { initContainers: [{ name: 'migrate', securityContext: { allowPrivilegeEscalation: false } }] } } },
    });
  });

  test('carries the labels and annotations that are asked for', () => {
    expect(deployment({ labels: { team: 'shop' }, pod: webPod({ annotations: { note: 'x' } }) })).toMatchObject({
      metadata: { labels: { team: 'shop', ...MATCH } },
      spec: { selector: { matchLabels: MATCH }, template: { metadata: { labels: { team: 'shop', ...MATCH }, annotations: { note: 'x' } } } },
    });
  });
});
