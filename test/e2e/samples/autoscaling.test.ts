import { aWhile, describeDemo, eventually, isReady } from './demo';

interface Autoscaler {
  readonly status: {
    readonly currentReplicas?: number;
    readonly desiredReplicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string }[];
  };
}

describeDemo('0550-demo-autoscaling', (demo) => {
  const autoscaler = () => demo().get<Autoscaler>(`/apis/autoscaling/v2/namespaces/${demo().namespace}/horizontalpodautoscalers/web`);
  const pods = () => demo().pods('app=web');

  test('it finds what it scales, and says that nobody measures here', async () => {
    const { status } = await eventually(
      'it has looked for measurements',
      autoscaler,
      (found) => found.status.conditions?.some(({ type }) => type === 'ScalingActive') ?? false,
    );
    const conditions = status.conditions?.map(({ type, status: is, reason }) => `${type}=${is} ${reason}`);
    expect(conditions).toContainEqual(expect.stringMatching(/^AbleToScale=True /));
    expect(conditions).toContainEqual('ScalingActive=False FailedGetResourceMetric');
  });

  test('it keeps at least two pods, though the Deployment asks for none in particular', async () => {
    const found = await eventually('there are two pods', pods, (all) => all.length === 2 && all.every(isReady));
    expect(found).toHaveLength(2);
  });

  test('it keeps at most five, whoever asks for more', async () => {
    demo().kubectl('scale', 'deployment', 'web', '--replicas=9');
    await eventually('there are nine pods', pods, (all) => all.length === 9);
    const found = await eventually('there are five pods again', pods, (all) => all.length === 5);
    expect(found).toHaveLength(5);
  });

  test('applying the manifest again does not take back what it has set', async () => {
    await demo().again();
    await aWhile();
    expect(await pods()).toHaveLength(5);
  });
});
