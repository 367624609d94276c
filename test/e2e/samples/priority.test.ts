import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { machineOf, podsOf, settled } from './state';

const namespace = 'demo-priority';

describeWithSimulatedCluster('The sample of priorities', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0585-demo-priority');
    await settled(cluster, namespace, 'background');
  });

  afterAll(() => cluster.stop());

  const machines = async (name: string): Promise<readonly string[]> => (await podsOf(cluster, namespace, name)).map(machineOf);

  const scaled = async (replicas: number): Promise<void> => {
    cluster.kubectl('-n', namespace, 'scale', 'deployment', 'important', `--replicas=${replicas}`);
    await settled(cluster, namespace, 'important');
  };

  test('gives the place to the background work while nobody else wants it', async () => {
    expect([await machines('background'), await machines('important')]).toEqual([['desktop-2'], []]);
  });

  test('gives it to the important work when that comes, and says so to who had it', async () => {
    const before = (await podsOf(cluster, namespace, 'background')).map(({ metadata }) => metadata.name);
    await scaled(1);
    expect(await machines('important')).toEqual(['desktop-2']);
    expect(cluster.kubectl('-n', namespace, 'get', 'events', '--field-selector=reason=Preempted')).toContain(`pod/${before[0] ?? ''}`);
  });

  test('lets the background work wait for the place, and gives it back', async () => {
    await cluster.until('the background work waits', async () => ((await machines('background')).join() === 'nowhere' ? true : undefined));
    await scaled(0);
    await settled(cluster, namespace, 'background');
    expect(await machines('background')).toEqual(['desktop-2']);
  });

  test('gives pods the number of their class', async () => {
    const [pod] = await podsOf(cluster, namespace, 'background');
    expect(pod?.['spec']).toMatchObject({ priorityClassName: 'demo-background', priority: 100 });
  });
});
