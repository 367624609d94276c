import { defineCluster } from '../../cluster/define';

const one = { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' } as const;
const two = { name: 'desktop-2', address: '192.168.0.12' } as const;

test('a cluster is frozen to the bottom', () => {
  const cluster = defineCluster({ nodes: [{ ...one, labels: { room: 'attic' } }] });
  const reach = (value: unknown): readonly unknown[] => (typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(reach)] : []);
  expect(reach(cluster).filter((part) => !Object.isFrozen(part))).toEqual([]);
  expect(reach(cluster).length).toBeGreaterThan(20);
});

test('the spec that was handed over stays as it was', () => {
  const spec = { nodes: [{ ...one, labels: { room: 'attic' } }] };
  const before = structuredClone(spec);
  defineCluster(spec);
  expect(spec).toEqual(before);
  expect(Object.isFrozen(spec.nodes[0]?.labels)).toBe(false);
});

test('a spec in TypeScript that breaks rules is thrown back with a line for each', () => {
  expect(() => defineCluster({ network: { podCidr: '192.168.0.0/16' }, nodes: [one, { ...two, address: '192.168.0.11' }] })).toThrow(
    [
      'nodes[1].address 192.168.0.11 is already used by nodes[0] (desktop-1); give each machine its own address',
      'network.podCidr 192.168.0.0/16 overlaps network.nodeCidr 192.168.0.0/24; choose networks that have no address in common',
    ].join('\n'),
  );
});
