import { aWhile, describeDemo, eventually, isReady, nameOf } from './demo';

const workers = ['desktop-2', 'desktop-3', 'mini-1', 'mini-2'];

describeDemo('0540-demo-controllers', (demo) => {
  const ready = (selector: string, count: number) =>
    eventually(
      `${count} pods ${selector} are ready`,
      () => demo().pods(selector),
      (pods) => pods.length === count && pods.every(isReady),
    );

  test('a Deployment names its pods by version and chance, and replaces them when the template changes', async () => {
    const before = await ready('app.kubernetes.io/name=deployment', 2);
    expect(before.map(nameOf)).toEqual([
      expect.stringMatching(/^deployment-[0-9a-z]+-[0-9a-z]{5}$/),
      expect.stringMatching(/^deployment-[0-9a-z]+-[0-9a-z]{5}$/),
    ]);
    demo().kubectl('set', 'env', 'deployment/deployment', 'COLOUR=green');
    demo().kubectl('rollout', 'status', 'deployment/deployment', '--timeout=120s');
    const after = await ready('app.kubernetes.io/name=deployment', 2);
    expect(after.map(nameOf).filter((name) => before.map(nameOf).includes(name))).toEqual([]);
  });

  test.each([
    ['replicaset', 'app=replicaset'],
    ['replicationcontroller', 'app=replicationcontroller'],
  ])('a %s keeps the number of its pods, and leaves the old ones as they are when its template changes', async (kind, selector) => {
    const before = await ready(selector, 2);
    demo().kubectl('set', 'env', `${kind}/${kind}`, 'COLOUR=green');
    const [lost, kept] = before.map(nameOf);
    demo().kubectl('delete', 'pod', lost ?? '');
    const after = await eventually(
      'another pod took the place of the lost one',
      () => demo().pods(selector),
      (pods) => pods.length === 2 && pods.every(isReady) && !pods.map(nameOf).includes(lost ?? ''),
    );
    const colours = Object.fromEntries(after.map((pod) => [nameOf(pod) === kept ? 'kept' : 'new', pod.spec.containers[0]?.env ?? []]));
    expect(colours).toEqual({ kept: [], new: [{ name: 'COLOUR', value: 'green' }] });
  });

  test('a DaemonSet has one pod on each machine whose taints it bears, on one that joins too', async () => {
    const pods = await ready('app=daemonset', workers.length);
    expect(pods.map(({ spec }) => spec.nodeName).sort()).toEqual(workers);
    const capacity = { cpu: '8', memory: '16Gi', pods: '110' };
    const answer = await demo().post('/api/v1/nodes', {
      metadata: { name: 'mini-3', labels: { 'kubernetes.io/hostname': 'mini-3' } },
      status: { capacity, allocatable: capacity },
    });
    expect(answer.status).toBe(201);
    const more = await ready('app=daemonset', workers.length + 1);
    expect(more.map(({ spec }) => spec.nodeName).sort()).toEqual([...workers, 'mini-3']);
  });

  test('a StatefulSet gives numbers for names, and its Service knows each pod by them', async () => {
    const pods = await ready('app=statefulset', 3);
    expect(pods.map(nameOf).sort()).toEqual(['statefulset-0', 'statefulset-1', 'statefulset-2']);
    expect(pods.map(({ spec }) => `${spec.hostname ?? ''}.${spec.subdomain ?? ''}`).sort()).toEqual([
      'statefulset-0.statefulset',
      'statefulset-1.statefulset',
      'statefulset-2.statefulset',
    ]);
    const hostnames = await eventually(
      'the Service knows all pods',
      () => demo().endpoints('statefulset'),
      (found) => found.length === 3,
    );
    expect(hostnames.map(({ hostname }) => hostname).sort()).toEqual(['statefulset-0', 'statefulset-1', 'statefulset-2']);
  });

  test('a StatefulSet gives a lost pod its name again', async () => {
    const lost = (await ready('app=statefulset', 3)).find((pod) => nameOf(pod) === 'statefulset-1');
    demo().kubectl('delete', 'pod', 'statefulset-1');
    const found = await eventually(
      'statefulset-1 is another pod',
      () => demo().pods('app=statefulset'),
      (pods) => pods.some((pod) => nameOf(pod) === 'statefulset-1' && pod.metadata.uid !== lost?.metadata.uid && isReady(pod)),
    );
    expect(found.map(nameOf).sort()).toEqual(['statefulset-0', 'statefulset-1', 'statefulset-2']);
  });

  test('a StatefulSet takes pods away from the last one on, and makes them in order: none before its predecessor is ready', async () => {
    demo().kubectl('scale', 'statefulset/statefulset', '--replicas=0');
    const seen: string[][] = [];
    await eventually(
      'no pod is left',
      () => demo().pods('app=statefulset'),
      (pods) => {
        seen.push(pods.map(nameOf).sort());
        return pods.length === 0;
      },
    );
    expect(seen.filter((names) => names.some((name, index) => name !== `statefulset-${index}`))).toEqual([]);

    demo().kubectl('patch', 'statefulset/statefulset', '--patch', '{"spec":{"template":{"spec":{"nodeSelector":{"disk":"none-has-this"}}}}}');
    demo().kubectl('scale', 'statefulset/statefulset', '--replicas=3');
    await eventually(
      'the first pod waits for a machine',
      () => demo().pods('app=statefulset'),
      (pods) => pods.length === 1,
    );
    await aWhile();
    expect((await demo().pods('app=statefulset')).map(nameOf)).toEqual(['statefulset-0']);
  });
});
