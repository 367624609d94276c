import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { BlueGreenRelease } from '../../../workloads/releases/blue-green-release';
import { CanaryRelease } from '../../../workloads/releases/canary-release';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { asObjects, only } from '../../charts/objects';
import { refusals } from '../refused';
import { WEB, otherPod, webContainer, webPod } from '../web';

const common = { name: 'web', replicas: 3 } as const;
const shop = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const noPorts = webPod({
  container: webContainer({ ports: [], readinessProbe: { exec: { command: ['true'] } }, livenessProbe: { exec: { command: ['true'] } } }),
});
const byRoute = { parentRefs: [{ name: 'home' }], installed: true };

describe('the namespace of a release', () => {
  const releases = (chart: Construct, more: { readonly namespace?: string } = {}) => [
    new RollingRelease(chart, 'rolling', { ...common, ...more, pod: webPod() }),
    new BlueGreenRelease(chart, 'colours', { ...common, ...more, name: 'colours', active: 'blue', blue: webPod(), green: otherPod }),
    new CanaryRelease(chart, 'canary', { ...common, ...more, name: 'canary', stable: webPod(), canary: otherPod, traffic: { byRoute } }),
  ];
  const namespaces = (chart: Chart) => [...new Set(asObjects(chart.toJson()).map(({ metadata }) => metadata.namespace))];

  test('is that of its Chart', () => {
    const chart = shop();
    releases(chart);
    expect(namespaces(chart)).toEqual(['shop']);
  });

  test('is another one where the release says so', () => {
    const chart = shop();
    releases(chart, { namespace: 'elsewhere' });
    expect(namespaces(chart)).toEqual(['elsewhere']);
  });

  test('is asked for where neither says one', () => {
    const problem = 'namespace is missing; give one here, or give one to the Chart shop, for all that is in it';
    expect(refusals((scope) => releases(scope))).toEqual(['rolling', 'colours', 'canary'].map((id) => `[shop/${id}] ${problem}`));
  });

  test('tells two releases of one name apart', () => {
    const chart = shop();
    const again = { ...common, pod: webPod() };
    new RollingRelease(chart, 'here', again);
    new RollingRelease(chart, 'there', { ...again, namespace: 'elsewhere' });
    expect(chart.toJson()).toHaveLength(6);
    new RollingRelease(chart, 'twice', { ...again, namespace: 'shop' });
    expect(() => chart.toJson()).toThrow('shop/web is released by RollingRelease shop/here already');
  });
});

describe('the objects of a release', () => {
  test('rolling: a Deployment, a Service and a budget', () => {
    const { deployment, service, budget } = new RollingRelease(shop(), 'web', { ...WEB, replicas: 3, pod: webPod() });
    expect([deployment, service, budget].map((object) => `${object?.kind ?? ''} ${object?.name ?? ''}`)).toEqual([
      'Deployment web',
      'Service web',
      'PodDisruptionBudget web',
    ]);
  });

  test('rolling: what Kubernetes 1.28 did not have', () => {
    const chart = shop();
    const resources = { requests: { cpu: '100m', memory: '64Mi' } };
    const image = { reference: 'docker.io/library/busybox:1.37.0' };
    const pod = webPod({ resources, volumes: [{ name: 'model', image }], securityContext: { supplementalGroupsPolicy: 'Strict' } });
    new RollingRelease(chart, 'web', { ...common, pod, trafficDistribution: 'PreferSameNode' });
    const objects = asObjects(chart.toJson());
    expect(only(objects, 'Service')).toMatchObject({ spec: { trafficDistribution: 'PreferSameNode' } });
    expect(only(objects, 'Deployment')).toMatchObject({
      spec: { template: { spec: { resources, volumes: [{ image }], securityContext: { runAsNonRoot: true, supplementalGroupsPolicy: 'Strict' } } } },
    });
  });

  test('rolling: no Service without a port, no budget for a single pod', () => {
    const { service, budget } = new RollingRelease(shop(), 'web', { ...WEB, replicas: 1, pod: noPorts });
    expect([service, budget]).toEqual([undefined, undefined]);
  });

  test('blue-green: a Deployment of each colour, the Service of the active one, and the preview of the other', () => {
    const { deployments, service, preview, budget } = new BlueGreenRelease(shop(), 'web', {
      ...WEB,
      replicas: 2,
      active: 'green',
      blue: webPod(),
      green: otherPod,
    });
    expect([deployments.blue.name, deployments.green.name, service?.name, preview?.name, budget?.name]).toEqual([
      'web-blue',
      'web-green',
      'web',
      'web-preview',
      'web',
    ]);
  });

  test('canary by replicas: one Service for both versions', () => {
    const { deployments, services, route, budget } = new CanaryRelease(shop(), 'web', { ...WEB, replicas: 2, stable: webPod(), canary: otherPod });
    expect([deployments.stable.name, deployments.canary.name, budget?.name, route]).toEqual(['web-stable', 'web-canary', 'web', undefined]);
    expect([services.stable?.name, services.canary?.name]).toEqual(['web', 'web']);
  });

  test('canary by a route: a Service of each version, and the route', () => {
    const { services, route } = new CanaryRelease(shop(), 'web', { ...WEB, replicas: 2, stable: webPod(), canary: otherPod, traffic: { byRoute } });
    expect([services.stable?.name, services.canary?.name, route?.kind, route?.name]).toEqual(['web-stable', 'web-canary', 'HTTPRoute', 'web']);
  });
});
