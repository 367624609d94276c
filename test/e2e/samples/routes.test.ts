import type { SimulatedCluster } from '../simulated-cluster';
import { describeDemo, eventually, objectsOf } from './demo';

/** The kinds come with a chart of their own. */
async function withGatewayApi(cluster: SimulatedCluster): Promise<void> {
  for (const definition of objectsOf('0065-gateway-api-crds')) {
    const answer = await cluster.call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
    expect(answer.status).toBe(201);
  }
  cluster.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=120s');
}

describeDemo(
  '0570-demo-routes',
  (demo) => {
    const route = '/apis/gateway.networking.k8s.io/v1/namespaces/demo-routes/httproutes';

    test('the API server takes Gateway, HTTPRoute and Ingress, which all wait for a controller', async () => {
      const gateway = await demo().get<{
        readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string }[] };
      }>(`/apis/gateway.networking.k8s.io/v1/namespaces/${demo().namespace}/gateways/home`);
      expect(gateway.status.conditions.map(({ type, status, reason }) => [type, status, reason])).toEqual([
        ['Accepted', 'Unknown', 'Pending'],
        ['Programmed', 'Unknown', 'Pending'],
      ]);
      expect(demo().kubectl('get', 'ingress', 'home', '--output=jsonpath={.status.loadBalancer}')).toBe('{}');
      expect(demo().kubectl('get', 'httproute', 'home', '--output=jsonpath={.spec.hostnames}')).toBe('["demo.home.arpa"]');
    });

    test('each path of both leads to a Service that has pods', async () => {
      const found = await demo().get<{
        readonly spec: { readonly rules: readonly { readonly backendRefs: readonly { readonly name: string; readonly port: number }[] }[] };
      }>(`${route}/home`);
      const backends = found.spec.rules.flatMap(({ backendRefs }) => backendRefs.map(({ name, port }) => `${name}:${port}`));
      expect(backends).toEqual(['shop:80', 'blog:80']);
      for (const name of ['shop', 'blog']) {
        expect(
          await eventually(
            `${name} has two endpoints`,
            () => demo().endpoints(name),
            (all) => all.length === 2,
          ),
        ).toHaveLength(2);
        expect(demo().kubectl('get', 'service', name, '--output=jsonpath={.spec.ports[0].name} {.spec.ports[0].port}')).toBe('http 80');
      }
    });

    test('a route without its slash is refused, in words that say so', async () => {
      const answer = await demo().post(`${route}?dryRun=All`, {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'wrong' },
        spec: { rules: [{ matches: [{ path: { type: 'PathPrefix', value: 'shop' } }], backendRefs: [{ name: 'shop', port: 80 }] }] },
      });
      expect(answer.status).toBe(422);
      expect(JSON.stringify(answer.body)).toContain("value must be an absolute path and start with '/'");
    });
  },
  withGatewayApi,
);
