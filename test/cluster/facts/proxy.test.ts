import { defineCluster } from '../../../cluster/define';
import { noProxy } from '../../../cluster/facts/proxy';
import { clusterOf } from '../specs';

test('field 4.7: no_proxy names the machine, all networks, the endpoint, Services and mirrors beside the machines, then what the spec adds', () => {
  expect(noProxy(clusterOf('test/fixtures/valid/proxy.yaml'))).toEqual([
    'localhost',
    '127.0.0.0/8',
    '::1',
    '192.168.0.0/24',
    '10.244.0.0/16',
    '10.96.0.0/12',
    '10.20.0.200/30',
    'api.home.arpa',
    '.svc',
    '.cluster.local',
    '192.168.0.5',
    '.example.lan',
  ]);
});

test('both families, an address that moves, and the networks of Ceph are in it', () => {
  const both = clusterOf('test/fixtures/valid/dual-stack.yaml');
  expect(noProxy(both)).toEqual(expect.arrayContaining(['fd00:0:0:1::/64', 'fd00:10:244::/56', 'fd00:10:96::/112']));
  const { sources } = both;
  expect(noProxy({ ...both, sources: { ...sources, registries: { 'docker.io': 'http://[fd00:0:0:1::5]:5000/x' } } })).toContain('fd00:0:0:1::5');
  expect(noProxy(clusterOf('test/fixtures/valid/vip.yaml'))).toContain('192.168.0.10');
  const ceph = defineCluster({
    storage: { rook: { replicas: 1, allowUnsafeReplicas: true, network: { host: true, public: ['192.168.0.0/24'], cluster: ['10.9.0.0/24'] } } },
    nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane', disks: [{ device: '/dev/disk/by-id/a' }] }],
  });
  expect(noProxy(ceph)).toContain('10.9.0.0/24');
});

test('the https proxy is the http one where the spec has no other', () => {
  const proxyOf = (proxy: { readonly http?: string; readonly https?: string }) =>
    defineCluster({ proxy, nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }] }).proxy;
  expect(proxyOf({ http: 'http://a:1' })).toEqual({ http: 'http://a:1', https: 'http://a:1', noProxy: [] });
  expect(proxyOf({ https: 'http://b:1' })).toEqual({ http: undefined, https: 'http://b:1', noProxy: [] });
});
