import { App, Chart, Testing } from 'cdk8s';
import { GatewayApiCrds } from '../../../charts/gateway/crds';
import { MetalCluster } from '../../../charts/metal-cluster';
import { type CanaryReleaseProps, CanaryRelease } from '../../../workloads/releases/canary-release';
import { exampleCluster } from '../../charts/example-cluster';
import { type KubernetesObject, identity, only, rendered } from '../../charts/objects';
import { WEB, otherPod, webPod } from '../web';

const PROPS: CanaryReleaseProps = { ...WEB, replicas: 9, stable: webPod(), canary: otherPod };
const byRoute = { parentRefs: [{ name: 'home', namespace: 'gateway' }], hostnames: ['shop.home.arpa'], installed: true };
const ROUTE: CanaryReleaseProps = { ...PROPS, traffic: { byRoute } };

const objects = (props: CanaryReleaseProps) =>
  rendered((app) => {
    const chart = new Chart(app, 'shop');
    new CanaryRelease(chart, 'web', props);
    return chart;
  });

const release = (props: CanaryReleaseProps) => new CanaryRelease(Testing.chart(), 'web', props);
const image = (version: string) => ({ template: { spec: { containers: [{ image: `docker.io/library/busybox:${version}` }] } } });

const byName = (all: readonly KubernetesObject[]) => ({ stable: only(all, 'Deployment', 'web-stable'), canary: only(all, 'Deployment', 'web-canary') });

describe('by replicas', () => {
  test('two Deployments are behind one Service', () => {
    const all = objects(PROPS);
    expect(all.map(identity)).toEqual([
      'apps/v1 Deployment shop web-stable',
      'apps/v1 Deployment shop web-canary',
      'v1 Service shop web',
      'policy/v1 PodDisruptionBudget shop web',
    ]);
    expect(only(all, 'Service')).toMatchObject({ spec: { selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ port: 80, targetPort: 'http' }] } });
    expect(JSON.stringify(only(all, 'Service'))).not.toContain('track');
  });

  test('the first step gives the canary a tenth, and an annotation says what comes out', () => {
    const { stable, canary } = byName(objects(PROPS));
    expect(stable).toMatchObject({ spec: { replicas: 9, selector: { matchLabels: { track: 'stable' } }, ...image('1.37.0') } });
    expect(canary).toMatchObject({
      metadata: { annotations: { 'cdk8s-metal/canary-weight': '10%', 'cdk8s-metal/canary-share': '10%' } },
      spec: { replicas: 1, selector: { matchLabels: { track: 'canary' } }, ...image('1.36.1') },
    });
  });

  test.each([
    [1, 0, 1, 50],
    [2, 0, 1, 33.3],
    [3, 1, 1, 25],
    [3, 2, 3, 50],
    [9, 1, 3, 25],
    [30, 0, 3, 9.1],
  ])('of %i replicas, step %i runs %i canaries, which get %f percent', (replicas, step, canary, share) => {
    const { pods, canaryShare } = release({ ...PROPS, replicas, step });
    expect({ pods, canaryShare }).toEqual({ pods: { stable: replicas, canary }, canaryShare: share });
  });

  test('a step may be without the canary', () => {
    expect(release({ ...PROPS, steps: [{ stable: 100, canary: 0 }] }).pods).toEqual({ stable: 9, canary: 0 });
  });
});

describe('by a route', () => {
  test('each version has its Service, and the route the weights', () => {
    const all = objects({ ...ROUTE, step: 2 });
    expect(all.map(identity)).toEqual([
      'apps/v1 Deployment shop web-stable',
      'apps/v1 Deployment shop web-canary',
      'v1 Service shop web-stable',
      'v1 Service shop web-canary',
      'gateway.networking.k8s.io/v1 HTTPRoute shop web',
      'policy/v1 PodDisruptionBudget shop web',
    ]);
    expect(only(all, 'Service', 'web-canary')).toMatchObject({ spec: { selector: { 'app.kubernetes.io/name': 'web', track: 'canary' } } });
    expect(only(all, 'HTTPRoute')).toMatchObject({
      spec: {
        parentRefs: byRoute.parentRefs,
        hostnames: ['shop.home.arpa'],
        rules: [
          {
            backendRefs: [
              { name: 'web-stable', port: 80, weight: 75 },
              { name: 'web-canary', port: 80, weight: 25 },
            ],
          },
        ],
      },
    });
    expect(byName(all).canary).toMatchObject({ metadata: { annotations: { 'cdk8s-metal/canary-share': '25%' } }, spec: { replicas: 3 } });
  });

  test('the canary starts without requests, so that it is ready for the first one', () => {
    const { weights, pods, canaryShare } = release(ROUTE);
    expect({ weights, pods, canaryShare }).toEqual({ weights: { stable: 100, canary: 0 }, pods: { stable: 9, canary: 1 }, canaryShare: 0 });
  });

  test('the canary may get all requests, with as many pods as the stable version has', () => {
    const steps = [
      { stable: 100, canary: 0 },
      { stable: 0, canary: 100 },
    ];
    expect(release({ ...ROUTE, steps, step: 1 }).pods).toEqual({ stable: 9, canary: 9 });
  });

  test('the route is only for the requests that are named', () => {
    const matches = [{ headers: [{ name: 'X-Try', value: 'yes' }] }];
    expect(only(objects({ ...PROPS, traffic: { byRoute: { ...byRoute, matches } } }), 'HTTPRoute')).toMatchObject({ spec: { rules: [{ matches }] } });
  });
});

describe.each([
  ['replicas', PROPS],
  ['route', ROUTE],
] as const)('by %s', (_, props) => {
  const { canary: _canary, ...stableOnly } = props;

  test('promoted makes the stable pods the second version and ends the canary', () => {
    const { stable, canary } = byName(objects({ ...props, step: 'promoted' }));
    expect(stable).toMatchObject({ spec: { replicas: 9, ...image('1.36.1') } });
    expect(canary).toMatchObject({ spec: { replicas: 0 }, metadata: { annotations: { 'cdk8s-metal/canary-share': '0%' } } });
  });

  test('aborted leaves the first version alone', () => {
    const { stable, canary } = byName(objects({ ...props, step: 'aborted' }));
    expect(stable).toMatchObject({ spec: { replicas: 9, ...image('1.37.0') } });
    expect(canary).toMatchObject({ spec: { replicas: 0 } });
  });

  test('after promoted, taking the second version for the stable one changes nothing in the cluster', () => {
    expect(objects({ ...stableOnly, stable: otherPod })).toEqual(objects({ ...props, step: 'promoted' }));
  });

  test('every step has the same objects, so that none is left behind', () => {
    const ids = objects(stableOnly).map(identity);
    for (const step of [0, 1, 2, 'promoted', 'aborted'] as const) expect(objects({ ...props, step }).map(identity)).toEqual(ids);
  });

  test('no step takes a pod from the stable version', () => {
    for (const step of [0, 1, 2, 'promoted', 'aborted'] as const) expect(release({ ...props, step }).pods.stable).toBe(9);
  });
});

describe("a route without Gateway API's kinds in dist", () => {
  const canary = (app: App, changes: object = {}) =>
    new CanaryRelease(new Chart(app, '0900-shop'), 'web', { ...ROUTE, traffic: { byRoute: { parentRefs: byRoute.parentRefs, ...changes } } });
  const said = (app: App) => app.node.findAll().flatMap(({ node }) => node.validate());

  test('is refused', () => {
    const app = new App();
    canary(app);
    expect(said(app)).toEqual([
      "traffic.byRoute makes an HTTPRoute, and nothing in the App defines that kind; add new GatewayApiCrds(app, '0065-gateway-api-crds') of cdk8s-metal/charts, or give installed: true where the cluster has Gateway API already",
    ]);
  });

  test('is taken where the App defines the kinds, where the samples do, and where the cluster has them', () => {
    const [own, sampled, installed] = [new App(), new App(), new App()];
    new GatewayApiCrds(own, '0065-gateway-api-crds');
    new MetalCluster(sampled, 'home', { cluster: exampleCluster({ samples: true }) });
    [own, sampled].forEach((app) => canary(app));
    canary(installed, { installed: true });
    expect([own, sampled, installed].map(said)).toEqual([[], [], []]);
  });
});
