import { nextSteps } from '../../cli/next-steps';
import { defineCluster } from '../../cluster/define';
import type { ClusterSpec } from '../../cluster/spec/cluster-spec';

const node = (index: number): ClusterSpec['nodes'][number] => ({
  name: `m${index}`,
  address: `192.168.0.${10 + index}`,
  role: index === 1 ? 'control-plane' : 'worker',
});

const said = (count: number, output: string, more: Omit<ClusterSpec, 'nodes'> = {}): string =>
  nextSteps(defineCluster({ ...more, nodes: Array.from({ length: count }, (_, index) => node(index + 1)) }), output).join(' ');

test.each([
  [1, 'plan asks m1 over ssh'],
  [2, 'plan asks m1 and 1 other machine over ssh'],
  [5, 'plan asks m1 and 4 other machines over ssh'],
])('of %i machines, what to do next names one and counts the others', (count, words) => expect(said(count, 'dist')).toContain(words));

test('without a network plugin, installing one is a step', () => {
  expect(said(1, 'dist', { network: { cni: { none: {} } } })).toContain('makes the cluster, you install a network plugin, and dist/bootstrap/cluster.sh apply');
});

test('a path with a blank can be copied into a shell', () => {
  expect(said(1, '/my files/dist')).toContain("then '/my files/dist/bootstrap/cluster.sh' up");
});
