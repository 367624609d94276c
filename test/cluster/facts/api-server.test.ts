import { apiServerForPods, apiServerPort, apiServerUrl, endpointHost, endpointHostPort } from '../../../cluster/facts/api-server';
import { defineCluster } from '../../../cluster/define';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';

type EndpointSpec = NonNullable<NonNullable<ClusterSpec['controlPlane']>['endpoint']>;

const four = (endpoint: EndpointSpec) => defineCluster({ controlPlane: { endpoint }, nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }] });

const six = (endpoint: EndpointSpec) =>
  defineCluster({
    network: { nodeCidr: 'fd00:0:0:1::/64', podCidr: 'fd00:10:244::/56', serviceCidr: 'fd00:10:96::/112' },
    controlPlane: { endpoint },
    nodes: [{ name: 'cp', address: 'FD00:0:0:1::11', role: 'control-plane' }],
  });

test.each([
  ['the default name', four({}), 'api.home.arpa', 'api.home.arpa:6443', '192.168.0.11', 6443, 'https://192.168.0.11:6443', 6443],
  ['a name with a port', four({ name: 'api.lab', port: 8443 }), 'api.lab', 'api.lab:8443', '192.168.0.11', 8443, 'https://192.168.0.11:8443', 8443],
  ['a vip', four({ vip: '192.168.0.10' }), '192.168.0.10', '192.168.0.10:6443', '192.168.0.10', 6443, 'https://192.168.0.10:6443', 6443],
  ['a load balancer by name', four({ loadBalancer: 'lb.example:443' }), 'lb.example', 'lb.example:443', 'lb.example', 443, 'https://lb.example:443', 6443],
  ['a load balancer by address', four({ loadBalancer: '10.9.8.7:443' }), '10.9.8.7', '10.9.8.7:443', '10.9.8.7', 443, 'https://10.9.8.7:443', 6443],
  ['a name on IPv6', six({}), 'api.home.arpa', 'api.home.arpa:6443', 'fd00:0:0:1::11', 6443, 'https://[fd00:0:0:1::11]:6443', 6443],
  ['an IPv6 vip', six({ vip: 'fd00:0:0:1:0::10' }), 'fd00:0:0:1::10', '[fd00:0:0:1::10]:6443', 'fd00:0:0:1::10', 6443, 'https://[fd00:0:0:1::10]:6443', 6443],
  ['an IPv6 load balancer', six({ loadBalancer: '[fd00::5]:443' }), 'fd00::5', '[fd00::5]:443', 'fd00::5', 443, 'https://[fd00::5]:443', 6443],
] as const)('%s', (_, cluster, host, hostPort, podHost, podPort, url, port) => {
  expect(endpointHost(cluster)).toBe(host);
  expect(endpointHostPort(cluster)).toBe(hostPort);
  expect(apiServerForPods(cluster)).toEqual({ host: podHost, port: podPort });
  expect(apiServerUrl(cluster)).toBe(url);
  expect(apiServerPort(cluster)).toBe(port);
});
