import { describeDemo, eventually, isReady, nameOf } from './demo';

const web = 'app.kubernetes.io/name=web';

describeDemo('0555-demo-probes', (demo) => {
  const behind = async (): Promise<readonly string[]> => (await demo().endpoints('web')).map(({ targetRef }) => targetRef?.name ?? '').sort();
  const three = () =>
    eventually(
      'three pods are ready',
      () => demo().pods(web),
      (pods) => pods.length === 3 && pods.every(isReady),
    );

  const evict = (name: string) =>
    demo().post(`/api/v1/namespaces/${demo().namespace}/pods/${name}/eviction`, { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } });

  test('the API server takes all three probes as they were given', async () => {
    const [pod] = await three();
    const { startupProbe, readinessProbe, livenessProbe } = pod?.spec.containers[0] ?? {};
    expect([startupProbe, readinessProbe, livenessProbe].map((probe) => [probe?.httpGet?.path, probe?.periodSeconds, probe?.failureThreshold])).toEqual([
      ['/ready', 2, 30],
      ['/ready', 2, 1],
      ['/healthy', 2, 3],
    ]);
  });

  test('a pod that says that it is not ready gets no more requests, is not replaced, and comes back', async () => {
    const names = (await three()).map(nameOf).sort();
    const [ill = '', ...well] = names;
    await demo().setReady(ill, false);
    expect(await eventually(`${ill} is left out`, behind, (found) => found.length === 2)).toEqual(well);
    expect((await demo().pods(web)).map(nameOf).sort()).toEqual(names);
    await demo().setReady(ill, true);
    expect(await eventually(`${ill} is back`, behind, (found) => found.length === 3)).toEqual(names);
  });

  test('a pod that is not ready does not hold up the drain that could heal it', async () => {
    const [ill = '', other = ''] = (await three()).map(nameOf).sort();
    await demo().setReady(ill, false);
    await eventually(
      'the budget knows',
      () => demo().get<{ readonly status: { readonly disruptionsAllowed: number } }>(`/apis/policy/v1/namespaces/${demo().namespace}/poddisruptionbudgets/web`),
      ({ status }) => status.disruptionsAllowed === 0,
    );
    expect(await evict(other)).toMatchObject({ status: 429 });
    expect(await evict(ill)).toMatchObject({ status: 201 });
    await three();
  });

  test('a pod that is lost is replaced by another one', async () => {
    const [lost = ''] = (await three()).map(nameOf);
    demo().kubectl('delete', 'pod', lost);
    const after = await eventually(
      'there are three again',
      () => demo().pods(web),
      (pods) => pods.length === 3 && pods.every(isReady) && !pods.map(nameOf).includes(lost),
    );
    expect(after.map(nameOf)).not.toContain(lost);
  });
});
