import { type DemoConfigurationProps, DemoConfiguration } from '../../../charts/samples/configuration';
import { aWhile, describeDemo, eventually, isReady, nameOf, objectsOf } from './demo';

const id = '0525-demo-configuration';

describeDemo(id, (demo) => {
  const change = (props: DemoConfigurationProps) => demo().cluster.apply(id, (app) => new DemoConfiguration(app, id, props));
  const web = 'app.kubernetes.io/name=web';
  const names = async (): Promise<readonly string[]> => (await demo().pods(web)).map(nameOf).sort();
  const rolledOut = () => demo().kubectl('rollout', 'status', 'deployment/web', '--timeout=120s');

  test('the pods run before anybody has made the Secret, and no manifest holds one', async () => {
    expect(objectsOf(id).map(({ kind }) => kind)).not.toContain('Secret');
    await eventually(
      'both pods are ready',
      () => demo().pods(web),
      (pods) => pods.length === 2 && pods.every(isReady),
    );
  });

  test('the command makes the Secret, which pods may be given and which is not printed', () => {
    demo().kubectl('create', 'secret', 'generic', 'web-password', '--from-literal=password=not-in-git');
    expect(demo().kubectl('describe', 'secret', 'web-password')).not.toContain('not-in-git');
    expect(demo().kubectl('get', 'secret', 'web-password', '--output=jsonpath={.data.password}')).toBe(Buffer.from('not-in-git').toString('base64'));
  });

  test('another page reaches the pods that run, which stay the same', async () => {
    const before = await names();
    await change({ page: 'The second page' });
    await aWhile();
    rolledOut();
    expect(await names()).toEqual(before);
    expect(demo().kubectl('get', 'configmap', 'pages', '--output=jsonpath={.data}')).toContain('The second page');
  });

  test('another setting makes other pods, while two serve at every moment', async () => {
    const before = await names();
    await change({ page: 'The second page', greeting: 'good morning' });
    const serving: number[] = [];
    const after = await eventually(
      'all pods are other ones',
      () => demo().pods(web),
      (pods) => {
        serving.push(pods.filter(isReady).length);
        return pods.length === 2 && pods.every((pod) => isReady(pod) && !before.includes(nameOf(pod)));
      },
    );
    expect(Math.min(...serving)).toBeGreaterThanOrEqual(2);
    expect(after.map(({ metadata }) => metadata.annotations?.['cdk8s-metal/settings'])).toEqual(Array(2).fill('{"GREETING":"good morning"}'));
  });
});
