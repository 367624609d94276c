import type { KubernetesObject } from '../../charts/objects';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { machineOf, podsOf, settled } from './state';

const namespace = 'demo-taints';
const NAMES = ['stranger', 'guest', 'resident'] as const;

/** The temporary machine of cluster.yaml. */
const MACHINE = 'mini-2';

describeWithSimulatedCluster('The sample of taints', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0520-demo-taints');
  });

  afterAll(() => cluster.stop());

  async function machines(): Promise<Readonly<Record<string, string>>> {
    const entries = await Promise.all(NAMES.map(async (name) => [name, (await podsOf(cluster, namespace, name)).map(machineOf).join(' ')] as const));
    return Object.fromEntries(entries);
  }

  /** Starts the pods anew, where all may be on the machine. */
  async function begin(): Promise<void> {
    cluster.kubectl('-n', namespace, 'delete', 'pod', '--all');
    for (const name of NAMES) await settled(cluster, namespace, name);
  }

  const taint = (...taints: readonly string[]): string => cluster.kubectl('taint', 'node', MACHINE, ...taints);
  const names = (pods: readonly KubernetesObject[]): readonly string[] => pods.map(({ metadata }) => metadata.name);
  const gone = (name: string, pods: readonly string[]): Promise<number> =>
    cluster.until(`${name} has left ${MACHINE}`, async () => {
      const now = await podsOf(cluster, namespace, name);
      return now.length === 1 && now.every((pod) => !pods.includes(pod.metadata.name) && machineOf(pod) !== 'nowhere') ? Date.now() : undefined;
    });

  test('begins with all three on the temporary machine', async () => {
    await begin();
    expect(await machines()).toEqual({ stranger: MACHINE, guest: MACHINE, resident: MACHINE });
  });

  test('NoSchedule leaves alone who runs, and keeps away who comes, unless it tolerates that', async () => {
    taint('demo=leaving:NoSchedule');
    expect(await machines()).toEqual({ stranger: MACHINE, guest: MACHINE, resident: MACHINE });
    cluster.kubectl('-n', namespace, 'delete', 'pod', '--all');
    for (const name of NAMES) await settled(cluster, namespace, name);
    const { stranger, guest, resident } = await machines();
    expect([stranger, guest]).not.toContain(MACHINE);
    expect(resident).toBe(MACHINE);
    taint('demo-');
  });

  test('NoExecute evicts the stranger at once, the guest after its 20 seconds, and the resident never', async () => {
    await begin();
    const [stranger, guest, resident] = await Promise.all(NAMES.map(async (name) => names(await podsOf(cluster, namespace, name))));
    const start = Date.now();
    taint('demo=leaving:NoSchedule', 'demo=leaving:NoExecute');
    const first = (await gone('stranger', stranger ?? [])) - start;
    expect(names(await podsOf(cluster, namespace, 'guest'))).toEqual(guest);
    const second = (await gone('guest', guest ?? [])) - start;
    expect(first).toBeLessThan(20_000);
    expect(second).toBeGreaterThanOrEqual(19_000);
    expect(names(await podsOf(cluster, namespace, 'resident'))).toEqual(resident);
    const after = await machines();
    expect([after['stranger'], after['guest']]).not.toContain(MACHINE);
    taint('demo-');
  });

  test('PreferNoSchedule weighs more than the wish to be there, but lets in who has nowhere else to go', async () => {
    taint('demo=leaving:PreferNoSchedule');
    cluster.kubectl('-n', namespace, 'delete', 'pod', '--selector', 'app.kubernetes.io/name=stranger');
    await settled(cluster, namespace, 'stranger');
    expect((await machines())['stranger']).not.toBe(MACHINE);
    const others = ['desktop-2', 'desktop-3', 'mini-1'];
    cluster.kubectl('cordon', ...others);
    cluster.kubectl('-n', namespace, 'delete', 'pod', '--selector', 'app.kubernetes.io/name=stranger');
    await settled(cluster, namespace, 'stranger');
    expect((await machines())['stranger']).toBe(MACHINE);
    cluster.kubectl('uncordon', ...others);
    taint('demo-');
  });
});
