import { describeDemo, eventually, isReady } from './demo';

describeDemo('0560-demo-sidecar', (demo) => {
  const ready = (name: string, count: number) =>
    eventually(
      `${name} is ready`,
      () => demo().pods(`app.kubernetes.io/name=${name}`),
      (pods) => pods.length === count && pods.every(isReady),
    );

  test.each([
    ['web', 2, 'writer'],
    ['client', 1, 'ambassador'],
  ])('each pod of %s has a helper that lives as long as it does', async (name, count, helper) => {
    const pods = await ready(name, count);
    expect(pods.map(({ spec }) => spec.initContainers?.map(({ name: who, restartPolicy }) => [who, restartPolicy]))).toEqual(
      pods.map(() => [[helper, 'Always']]),
    );
  });

  test('the client knows an address in its own pod only; the ambassador knows the Service', async () => {
    const [client] = await ready('client', 1);
    expect(JSON.stringify(client?.spec.containers)).not.toContain('web.demo-sidecar.svc');
    expect(client?.spec.initContainers?.[0]?.env).toEqual(expect.arrayContaining([{ name: 'REMOTE_HOST', value: 'web.demo-sidecar.svc' }]));
  });

  test('the scheduler keeps room for both, where it keeps room for the larger one only when a container ends before the other begins', async () => {
    const [pod] = await ready('web', 2);
    // More than half of what the largest machine has: two of them fit on none.
    const large = { requests: { cpu: '5', memory: '16Mi' }, limits: { memory: '16Mi' } };
    const {
      containers: [main],
      securityContext,
    } = pod?.spec ?? { containers: [] };
    const container = (name: string, more: object = {}) => ({ name, image: main?.image, securityContext: main?.securityContext, resources: large, ...more });
    for (const [name, restartPolicy] of [
      ['together', { restartPolicy: 'Always' }],
      ['one-by-one', {}],
    ] as const) {
      const answer = await demo().post(`/api/v1/namespaces/${demo().namespace}/pods`, {
        metadata: { name },
        spec: { securityContext, initContainers: [container('first', restartPolicy)], containers: [container('second')] },
      });
      expect(answer.status).toBe(201);
    }
    await eventually(
      'one after the other fits',
      () => demo().pods(),
      (pods) => pods.some(({ metadata, spec }) => metadata.name === 'one-by-one' && spec.nodeName !== undefined),
    );
    const refused = await eventually(
      'both together do not',
      () => demo().pods(),
      (pods) => pods.some(({ metadata, status }) => metadata.name === 'together' && JSON.stringify(status).includes('Insufficient cpu')),
    );
    expect(refused.find(({ metadata }) => metadata.name === 'together')?.spec.nodeName).toBeUndefined();
  });
});
