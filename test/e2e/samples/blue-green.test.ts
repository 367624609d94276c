import { DemoBlueGreen } from '../../../charts/samples/blue-green';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { endpointsOf, podsIn, podsOf, versionOf } from './state';

const namespace = 'demo-blue-green';

describeWithSimulatedCluster('The sample of a blue-green release', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0505-demo-blue-green');
    await cluster.until('all pods are there', async () => ((await cluster.objects(podsIn(namespace))).length === 4 ? true : undefined));
  });

  afterAll(() => cluster.stop());

  /** The versions behind a Service; undefined while not both of its pods are. */
  async function behind(service: string): Promise<readonly string[] | undefined> {
    const names = await endpointsOf(cluster, namespace, service);
    const pods = await podsOf(cluster, namespace, 'web');
    const versions = pods.filter(({ metadata }) => names.includes(metadata.name)).map(versionOf);
    return versions.length === 2 ? versions : undefined;
  }

  const both = (service: string, version: string): Promise<readonly string[]> =>
    cluster.until(`${service} leads to ${version}`, async () =>
      (await behind(service))?.every((one) => one === version) === true ? [version, version] : undefined,
    );

  /** Each state of the endpoints of a Service during a switch, as versions: one for each change that was seen. */
  async function during(change: () => unknown, service: string, version: string): Promise<readonly string[]> {
    const versions = new Map((await podsOf(cluster, namespace, 'web')).map((pod) => [pod.metadata.name, versionOf(pod)]));
    const watch = await cluster.watch(`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`);
    await change();
    await both(service, version);
    watch.stop();
    return watch.seen
      .filter(({ metadata }) => metadata.name.startsWith(`${service}-`) && !metadata.name.startsWith(`${service}-preview-`))
      .map((slice) =>
        ((slice['endpoints'] ?? []) as readonly { readonly targetRef: { readonly name: string } }[]).map(
          ({ targetRef }) => versions.get(targetRef.name) ?? '?',
        ),
      )
      .map((list) => list.sort().join(' '))
      .filter((state, index, all) => state !== all[index - 1]);
  }

  test('serves the active colour, and shows the other one at its preview', async () => {
    expect([await both('web', 'v1'), await both('web-preview', 'v2')]).toEqual([
      ['v1', 'v1'],
      ['v2', 'v2'],
    ]);
  });

  test('changes all endpoints in one step, and starts or ends no pod for it', async () => {
    const before = (await podsOf(cluster, namespace, 'web')).map(({ metadata }) => metadata.name).sort();
    const states = await during(() => cluster.apply('0505-demo-blue-green', (app, id) => new DemoBlueGreen(app, id, { active: 'green' })), 'web', 'v2');
    expect(states).toEqual(['v1 v1', 'v2 v2']);
    expect((await podsOf(cluster, namespace, 'web')).map(({ metadata }) => metadata.name).sort()).toEqual(before);
    expect(await both('web-preview', 'v1')).toEqual(['v1', 'v1']);
  });

  test('goes back in one step too', async () => {
    expect(await during(() => cluster.apply('0505-demo-blue-green'), 'web', 'v1')).toEqual(['v2 v2', 'v1 v1']);
  });

  test('switches by hand with one label of the Service', async () => {
    const patch = JSON.stringify({ spec: { selector: { colour: 'green' } } });
    const byHand = (): string => cluster.kubectl('-n', namespace, 'patch', 'service', 'web', '-p', patch);
    expect(await during(byHand, 'web', 'v2')).toEqual(['v1 v1', 'v2 v2']);
    await cluster.apply('0505-demo-blue-green');
    expect(await both('web', 'v1')).toEqual(['v1', 'v1']);
  });

  test('holds up a drain for the colour that serves only', () => {
    const budget = JSON.parse(cluster.kubectl('-n', namespace, 'get', 'poddisruptionbudget', 'web', '-o', 'json')) as { readonly status: object };
    expect(budget.status).toMatchObject({ expectedPods: 2, disruptionsAllowed: 1 });
  });
});
