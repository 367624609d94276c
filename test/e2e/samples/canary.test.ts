import { type DemoCanaryProps, DemoCanary } from '../../../charts/samples/canary';
import type { KubernetesObject } from '../../charts/objects';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { available, deploymentsIn, endpointsOf, podsOf, versionOf } from './state';

const namespace = 'demo-canary';

describeWithSimulatedCluster('The sample of a canary release', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0510-demo-canary');
    await cluster.until('the stable version is available', async () => ((await stable()).every((one) => available(one) === 3) ? true : undefined));
  });

  afterAll(() => cluster.stop());

  const isStable = ({ metadata }: KubernetesObject): boolean => metadata.name === 'web-stable';
  const stable = async (): Promise<readonly KubernetesObject[]> => (await cluster.objects(deploymentsIn(namespace))).filter(isStable);

  const take = (step: NonNullable<DemoCanaryProps['step']>): Promise<void> => cluster.apply('0510-demo-canary', (app, id) => new DemoCanary(app, id, { step }));

  /** How many endpoints of each version the Service has; a Service sends each of them the same number of requests. */
  async function endpoints(): Promise<Readonly<Record<string, number>>> {
    const names = await endpointsOf(cluster, namespace, 'web');
    const versions = (await podsOf(cluster, namespace, 'web')).filter(({ metadata }) => names.includes(metadata.name)).map(versionOf);
    return Object.fromEntries([...new Set(versions)].sort().map((version) => [version, versions.filter((one) => one === version).length]));
  }

  const come = (expected: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>> =>
    cluster.until(`the Service has the endpoints ${JSON.stringify(expected)}`, async () => {
      const found = await endpoints();
      return JSON.stringify(found) === JSON.stringify(expected) ? found : undefined;
    });

  test('gives the second version one endpoint of four: a quarter of the requests', async () => {
    expect(await come({ v1: 3, v2: 1 })).toEqual({ v1: 3, v2: 1 });
    expect(cluster.kubectl('-n', namespace, 'get', 'deployment', 'web-canary', '-o', 'jsonpath={.metadata.annotations}')).toContain(
      '"cdk8s-metal/canary-share":"25%"',
    );
  });

  test('gives it three of six in the next step, and takes none away from the first version', async () => {
    const watch = await cluster.watch(deploymentsIn(namespace));
    await take(1);
    expect(await come({ v1: 3, v2: 3 })).toEqual({ v1: 3, v2: 3 });
    watch.stop();
    expect(new Set(watch.seen.filter(isStable).map(available))).toEqual(new Set([3]));
  });

  test('takes all away from it when it is aborted', async () => {
    await take('aborted');
    expect(await come({ v1: 3 })).toEqual({ v1: 3 });
  });

  test('makes it the stable version when it is promoted, and never has fewer than three pods available', async () => {
    await take(0);
    await come({ v1: 3, v2: 1 });
    const watch = await cluster.watch(deploymentsIn(namespace));
    await take('promoted');
    expect(await come({ v2: 3 })).toEqual({ v2: 3 });
    watch.stop();
    const counts = watch.seen.filter(isStable).map(available);
    expect(Math.min(...counts)).toBe(3);
    expect(counts.length).toBeGreaterThan(3);
  });
});
