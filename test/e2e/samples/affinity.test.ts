import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { machineOf, podsOf, settled } from './state';

const namespace = 'demo-affinity';

describeWithSimulatedCluster('The sample of affinity', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0515-demo-affinity');
    for (const name of ['required', 'preferred', 'apart', 'selector']) await settled(cluster, namespace, name);
  });

  afterAll(() => cluster.stop());

  const machines = async (name: string): Promise<readonly string[]> => (await podsOf(cluster, namespace, name)).map(machineOf).sort();

  /** What the scheduler says of a pod that waits. */
  const complaint = (name: string): Promise<string> =>
    cluster.until(
      `a pod of ${name} is refused by the scheduler`,
      async () =>
        (await podsOf(cluster, namespace, name))
          .flatMap(({ status }) => (status as { readonly conditions?: readonly { readonly reason?: string; readonly message?: string }[] }).conditions ?? [])
          .find(({ reason }) => reason === 'Unschedulable')?.message,
    );

  test('runs both pods that must be on the first worker there, although that is not how they would be spread', async () => {
    expect(await machines('required')).toEqual(['desktop-2', 'desktop-2']);
  });

  test('runs the pod there that would rather be there, and the one with a node selector', async () => {
    expect([await machines('preferred'), await machines('selector')]).toEqual([['desktop-2'], ['desktop-2']]);
  });

  test('runs the three that keep apart on three machines', async () => {
    expect(new Set(await machines('apart')).size).toBe(3);
  });

  test('lets the fifth of them wait, as there are four machines that take it', async () => {
    cluster.kubectl('-n', namespace, 'scale', 'deployment', 'apart', '--replicas=5');
    expect(await complaint('apart')).toMatch(/^0\/5 nodes are available: .*4 node\(s\) didn't match pod anti-affinity rules/);
    expect((await machines('apart')).filter((machine) => machine !== 'nowhere')).toEqual(['desktop-2', 'desktop-3', 'mini-1', 'mini-2']);
    cluster.kubectl('-n', namespace, 'scale', 'deployment', 'apart', '--replicas=3');
  });

  test('without that machine, lets wait who must be there, and runs elsewhere who would rather', async () => {
    cluster.kubectl('cordon', 'desktop-2');
    cluster.kubectl('-n', namespace, 'delete', 'pod', '--selector', 'app.kubernetes.io/name in (required, preferred)');
    expect(await complaint('required')).toMatch(/^0\/5 nodes are available: .*3 node\(s\) didn't match Pod's node affinity\/selector/);
    await settled(cluster, namespace, 'preferred');
    expect(await machines('required')).toEqual(['nowhere', 'nowhere']);
    expect(['desktop-3', 'mini-1', 'mini-2']).toEqual(expect.arrayContaining([...(await machines('preferred'))]));
  });

  test('brings back who must be there with the machine, but moves nobody who runs', async () => {
    cluster.kubectl('uncordon', 'desktop-2');
    await settled(cluster, namespace, 'required');
    expect(await machines('required')).toEqual(['desktop-2', 'desktop-2']);
    expect(await machines('preferred')).not.toContain('desktop-2');
  });
});
