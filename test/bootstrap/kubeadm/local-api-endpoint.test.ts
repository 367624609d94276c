import { localApiEndpoint } from '../../../bootstrap/kubeadm/local-api-endpoint';
import type { Endpoint } from '../../../cluster/model/cluster';
import { BOTH, SIX, controlPlane, endpoint, withControlPlane } from '../home';

test.each<[string, Endpoint, number]>([
  ['a name leads to the machine', endpoint('name', 'api.home.arpa', 443), 443],
  ['a virtual address is on the machine', endpoint('vip', '192.168.0.10', 8443), 8443],
  ['a load balancer forwards to the usual port', endpoint('loadBalancer', 'lb.example', 443), 6443],
])('the port of the API server: %s', (_, where, bindPort) => {
  expect(localApiEndpoint(withControlPlane({ endpoint: where }), controlPlane())).toStrictEqual({ advertiseAddress: '192.168.0.11', bindPort });
});

test('the API server of a dual stack machine advertises its first address', () => {
  expect(BOTH.nodes.map((node) => localApiEndpoint(BOTH, node).advertiseAddress)).toStrictEqual(['192.168.0.11', '192.168.0.12']);
});

test('a machine with IPv6 only advertises it without brackets', () => {
  expect(SIX.nodes.map((node) => localApiEndpoint(SIX, node))).toStrictEqual([{ advertiseAddress: 'fd00:0:0:1::11', bindPort: 6443 }]);
});
