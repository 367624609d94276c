import { DemoRolling } from '../../../charts/samples/rolling';
import type { KubernetesObject } from '../../charts/objects';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { available, deploymentsIn, isRolledOut, machineOf, podsIn, settled, versionOf } from './state';

const namespace = 'demo-rolling';

describeWithSimulatedCluster('The sample of a rolling release', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0500-demo-rolling');
    await settled(cluster, namespace, 'web');
  });

  afterAll(() => cluster.stop());

  const versions = async (): Promise<readonly string[]> => (await cluster.objects(podsIn(namespace))).map(versionOf);

  /** How many pods were available, and how many there were, at every moment until the rollout was over. */
  async function bounds(rollOut: () => unknown): Promise<{ readonly least: number; readonly most: number; readonly moments: number }> {
    const [deployments, pods] = [await cluster.watch(deploymentsIn(namespace)), await cluster.watch(podsIn(namespace))];
    await rollOut();
    await settled(cluster, namespace, 'web');
    deployments.stop();
    pods.stop();
    const counts = deployments.seen.map(available);
    return { least: Math.min(...counts), most: Math.max(...deployments.seen.map(total)), moments: pods.seen.length };
  }

  const total = ({ status }: KubernetesObject): number => (status as { readonly replicas?: number }).replicas ?? 0;

  test('puts its three pods on three machines, none of them a control plane', async () => {
    const machines = (await cluster.objects(podsIn(namespace))).map(machineOf);
    expect(new Set(machines).size).toBe(3);
    expect(machines).not.toContain('desktop-1');
  });

  test('never has fewer than three pods available, nor more than four, while the version changes', async () => {
    const { least, most, moments } = await bounds(() => cluster.apply('0500-demo-rolling', (app, id) => new DemoRolling(app, id, { version: 'v2' })));
    expect({ least, most }).toEqual({ least: 3, most: 4 });
    expect(moments).toBeGreaterThan(9);
    expect(await versions()).toEqual(['v2', 'v2', 'v2']);
  });

  test('goes back with kubectl rollout undo, and keeps the floor then too', async () => {
    const { least, most } = await bounds(() => cluster.kubectl('-n', namespace, 'rollout', 'undo', 'deployment/web'));
    expect({ least, most }).toEqual({ least: 3, most: 4 });
    expect(await versions()).toEqual(['v1', 'v1', 'v1']);
  });

  test('keeps what works when the new version never gets ready', async () => {
    cluster.kubectl('-n', namespace, 'set', 'image', 'deployment/web', 'web=docker.io/library/busybox:0.0.0');
    // No machine takes the new pod: here that stands for an image that is not there, which simulated machines do not notice.
    cluster.kubectl('cordon', '--selector=kubernetes.io/os=linux');
    await cluster.until('the new pod waits', async () => ((await cluster.objects(podsIn(namespace))).length === 4 ? true : undefined));
    const [deployment] = await cluster.objects(deploymentsIn(namespace));
    expect(deployment && [available(deployment) >= 3, isRolledOut(deployment)]).toEqual([true, false]);
    cluster.kubectl('-n', namespace, 'rollout', 'undo', 'deployment/web');
    cluster.kubectl('uncordon', '--selector=kubernetes.io/os=linux');
    await settled(cluster, namespace, 'web');
    expect(await versions()).toEqual(['v1', 'v1', 'v1']);
  });

  test('lets the machine of a pod be drained, and has its pod elsewhere afterwards', async () => {
    const [machine = 'nowhere'] = (await cluster.objects(podsIn(namespace))).map(machineOf);
    const deployments = await cluster.watch(deploymentsIn(namespace));
    expect(cluster.kubectl('drain', machine, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=120s')).toContain(`node/${machine} drained`);
    await settled(cluster, namespace, 'web');
    deployments.stop();
    expect(Math.min(...deployments.seen.map(available))).toBeGreaterThanOrEqual(2);
    expect((await cluster.objects(podsIn(namespace))).map(machineOf)).not.toContain(machine);
    cluster.kubectl('uncordon', machine);
  });
});
