import { describeDemo, eventually, isReady, nameOf } from './demo';

interface Service {
  readonly spec: {
    readonly type: string;
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly ports?: readonly { readonly nodePort?: number }[];
  };
  readonly status: { readonly loadBalancer: { readonly ingress?: readonly { readonly ip: string }[] } };
}

describeDemo('0565-demo-services', (demo) => {
  const service = (name: string) => demo().get<Service>(`/api/v1/namespaces/${demo().namespace}/services/${name}`);
  const behind = async (name: string): Promise<readonly string[]> => (await demo().endpoints(name)).map(({ targetRef }) => targetRef?.name ?? '').sort();
  const pods = () =>
    eventually(
      'three pods are ready',
      () => demo().pods('app.kubernetes.io/name=web'),
      (found) => found.length === 3 && found.every(isReady),
    );

  test.each(['web', 'web-node-port', 'web-load-balancer', 'web-headless'])('%s leads to all three pods', async (name) => {
    const names = (await pods()).map(nameOf).sort();
    expect(
      await eventually(
        `${name} has three endpoints`,
        () => behind(name),
        (found) => found.length === 3,
      ),
    ).toEqual(names);
  });

  test('each kind has what makes it one: an address, a port of every machine, none, a name', async () => {
    const [inside, everywhere, headless, elsewhere] = await Promise.all(['web', 'web-node-port', 'web-headless', 'elsewhere'].map(service));
    expect(inside?.spec).toMatchObject({ type: 'ClusterIP', clusterIP: expect.stringMatching(/^10\./) });
    expect(everywhere?.spec.type).toBe('NodePort');
    const port = everywhere?.spec.ports?.[0]?.nodePort ?? 0;
    expect(port >= 30_000 && port <= 32_767).toBe(true);
    expect(headless?.spec.clusterIP).toBe('None');
    expect(elsewhere?.spec).toMatchObject({ type: 'ExternalName', externalName: 'example.com' });
    expect(elsewhere?.spec.clusterIP).toBeUndefined();
    expect(await behind('elsewhere')).toEqual([]);
  });

  test('a pod that is not ready is behind none of them, until it is again', async () => {
    const [ill, ...well] = (await pods()).map(nameOf).sort();
    await demo().setReady(ill ?? '', false);
    for (const name of ['web', 'web-headless']) {
      expect(
        await eventually(
          `${name} leaves ${ill} out`,
          () => behind(name),
          (found) => found.length === 2,
        ),
      ).toEqual(well);
    }
    await demo().setReady(ill ?? '', true);
    await eventually(
      'it is back',
      () => behind('web'),
      (found) => found.length === 3,
    );
  });

  test('a LoadBalancer waits for somebody who gives it an address, and has one of its own inside until then', async () => {
    const balanced = await service('web-load-balancer');
    expect(balanced.status.loadBalancer.ingress).toBeUndefined();
    expect(balanced.spec.clusterIP).toMatch(/^10\./);
    expect(demo().kubectl('get', 'service', 'web-load-balancer')).toContain('<pending>');
  });
});
