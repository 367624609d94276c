import { documentConstants } from '../../../bootstrap/data/kubeadm';
import { topicConstants } from '../../../bootstrap/data/topics';
import type { Cluster } from '../../../cluster/model/cluster';
import { defineCluster } from '../../../cluster/define';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';

const nodes = [
  { name: 'cp', address: '192.168.0.11', role: 'control-plane' as const },
  { name: 'w', address: '192.168.0.12' },
];

/** Topic → its value. */
const topicsOf = (cluster: Cluster): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [topicConstants(cluster)['TOPICS'] ?? []].flat().map((row): [string, string] => {
      const [name = '', , , , value = ''] = row.split('\t');
      return [name, value];
    }),
  );

const changed = (spec: Partial<ClusterSpec>): Readonly<Record<string, string>> => {
  const before = topicsOf(defineCluster({ nodes }));
  const after = topicsOf(defineCluster({ nodes, ...spec }));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
};

test.each<[string, Partial<ClusterSpec>, Readonly<Record<string, string>>]>([
  ['certSANs', { controlPlane: { certSANs: ['lb.example'] } }, { certSANs: '192.168.0.11 api.home.arpa cp lb.example' }],
  ['podCidr', { network: { podCidr: '10.200.0.0/16' } }, { podCidr: '10.200.0.0/16' }],
  ['serviceCidr', { network: { serviceCidr: '10.112.0.0/12' } }, { serviceCidr: '10.112.0.0/12' }],
  ['dnsDomain', { network: { dnsDomain: 'k8s.home' } }, { dnsDomain: 'k8s.home' }],
  ['cni', { network: { cni: { flannel: {} } } }, { cni: 'flannel' }],
  ['kubeProxy', { network: { kubeProxy: 'ipvs' } }, { kubeProxy: 'ipvs' }],
  ['apiServer', { kubeadm: { extraArgs: { apiServer: { v: '4', profiling: 'false' } } } }, { apiServer: '--profiling=false --v=4' }],
  ['controllerManager', { kubeadm: { extraArgs: { controllerManager: { v: '4' } } } }, { controllerManager: '--v=4' }],
  ['scheduler', { kubeadm: { extraArgs: { scheduler: { v: '4' } } } }, { scheduler: '--v=4' }],
  ['etcd', { kubeadm: { extraArgs: { etcd: { 'heartbeat-interval': '500' } } } }, { etcd: '--heartbeat-interval=500' }],
  ['kubelet', { kubeadm: { extraArgs: { kubelet: { 'max-pods': '50' } } } }, { kubelet: '--max-pods=50' }],
])('field 5.1: another value of %s is a difference of that topic alone', (_, spec, difference) => {
  expect(changed(spec)).toEqual(difference);
});

test('a value that would not stay one word of one line is shown as JSON', () => {
  const { apiServer } = changed({ kubeadm: { extraArgs: { apiServer: { a: 'two words', b: '"quoted"', c: 'tab\there', d: '', e: "it's=*" } } } });
  expect(apiServer).toBe(String.raw`--a="two words" --b="\"quoted\"" --c="tab\there" --d= --e=it's=*`);
});

test('no row has another number of fields, whatever the spec says', () => {
  const rows = [topicConstants(defineCluster({ nodes, kubeadm: { extraArgs: { scheduler: { x: 'a\tb\nc' } } } }))['TOPICS'] ?? []].flat();
  for (const row of rows) expect([row.split('\t').length, row.includes('\n')]).toEqual([5, false]);
});

/** What decides about a running cluster and is in none of the topics, by the first word of its line. */
const ELSEWHERE = /^(advertiseAddress|bindPort|clusterName|controlPlaneEndpoint|kubernetesVersion|criSocket|ttl|cgroupDriver|shutdown\w+|name|api|kind|\w+:$)/;

test('what init is made with is in a topic, or told elsewhere', () => {
  const cluster = defineCluster({ nodes, controlPlane: { certSANs: ['lb.example'] } });
  const values = Object.values(topicsOf(cluster)).join(' ');
  const lines = String(documentConstants(cluster)['KUBEADM_INIT']).split('\n');
  const words = lines.map((line) => line.trim().replace(/^- /, '')).filter((line) => line !== '' && line !== '---' && !ELSEWHERE.test(line));
  const missing = words.filter((line) => !values.includes(line.replace(/^\w+: /, '').replaceAll('"', '')));
  expect([...new Set(missing)].sort()).toEqual([
    'disabled: false',
    'effect: NoSchedule',
    'extraArgs: []',
    'key: node-role.kubernetes.io/control-plane',
    'timeouts: {}',
  ]);
});

test('with several control planes their components are changed by hand, and a control plane more is no difference', () => {
  const vip = { endpoint: { vip: '192.168.0.10' } };
  const one = topicConstants(defineCluster({ nodes, controlPlane: vip }))['TOPICS'] ?? [];
  const three = [...nodes, ...[2, 3].map((index) => ({ name: `cp${index}`, address: `192.168.0.2${index}`, role: 'control-plane' as const }))];
  const rows = topicConstants(defineCluster({ nodes: three, controlPlane: vip }))['TOPICS'] ?? [];
  const fields = (all: string | readonly string[]): readonly string[][] => [all].flat().map((row) => row.split('\t'));
  expect(fields(rows).map(([name, , , , value]) => [name, value])).toEqual(fields(one).map(([name, , , , value]) => [name, value]));
  for (const name of ['certSANs', 'etcd', 'apiServer', 'controllerManager', 'scheduler']) {
    expect(fields(one).find(([topic]) => topic === name)?.[3]).toBe('');
    expect(fields(rows).find(([topic]) => topic === name)?.[3]).toContain('with several control planes up does not change it yet');
  }
});
