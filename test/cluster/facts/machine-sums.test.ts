import { defineCluster } from '../../../cluster/define';
import { memoryText } from '../../../cluster/facts/amount';
import { countInWords, machineSums, podsElsewhere, podsWithoutRoom } from '../../../cluster/facts/machine-sums';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';

const disk = (name: string) => ({ device: `/dev/disk/by-id/ata-${name}` });

/** A control plane and machines with one disk and so much memory each. */
const withDisks = (memories: readonly (string | undefined)[], more: Partial<ClusterSpec> = {}) =>
  defineCluster({
    storage: { rook: { replicas: 1, allowUnsafeReplicas: true } },
    nodes: [
      { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
      ...memories.map((memory, index) => ({
        name: `w${index}`,
        address: `192.168.0.2${index}`,
        disks: [disk(`${index}`)],
        ...(memory === undefined ? {} : { memory }),
      })),
    ],
    ...more,
  });

const partsOf = (cluster: ReturnType<typeof defineCluster>, index: number): string =>
  (machineSums(cluster)[index]?.parts ?? []).map((part) => `${countInWords(part)} ${part.amount.cpu} ${memoryText(part.amount.memory)}`).join(', ');

test('as many monitors as machines for them are one on each for certain', () => {
  const cluster = withDisks(['16Gi', '16Gi', '16Gi']);
  expect(partsOf(cluster, 1)).toBe('monitor 260 1124Mi, OSD 510 4196Mi, crash collector 10 60Mi, exporter 20 50Mi');
  expect(podsElsewhere(cluster).map(countInWords)).toEqual(['2 CoreDNS pods', 'CSI operator', '2 managers', '2 metadata servers']);
});

test('with a machine more than monitors, they are somewhere', () => {
  expect(partsOf(withDisks(['16Gi', '16Gi', '16Gi', '16Gi']), 1)).toBe('OSD 510 4196Mi, crash collector 10 60Mi, exporter 20 50Mi');
});

test('all is on the only machine', () => {
  const cluster = defineCluster({
    network: { cni: { flannel: {} } },
    storage: { rook: { replicas: 1, allowUnsafeReplicas: true, nfs: {} } },
    nodes: [{ name: 'only', address: '192.168.0.11', role: 'control-plane', disks: [disk('A')] }],
  });
  expect(podsElsewhere(cluster)).toEqual([]);
  expect(partsOf(cluster, 0)).toBe(
    'control plane 650 100Mi, flannel 100 50Mi, 2 CoreDNS pods 200 140Mi, CSI operator 10 64Mi, monitor 260 1124Mi, manager 260 612Mi, OSD 510 2148Mi, metadata server 260 1124Mi, NFS server 200 512Mi, crash collector 10 60Mi, exporter 20 50Mi',
  );
});

test('a machine that keeps pods away has none of those that do not bear its taint', () => {
  const cluster = defineCluster({
    samples: true,
    nodes: [
      { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
      { name: 'w', address: '192.168.0.12' },
      { name: 'away', address: '192.168.0.13', taints: [{ key: 'away', effect: 'NoExecute' }] },
    ],
  });
  expect([0, 1, 2].map((index) => partsOf(cluster, index))).toEqual(['control plane 650 100Mi', '63 samples 315 504Mi', '']);
});

const homeless = (cluster: ReturnType<typeof defineCluster>): readonly string[] => podsWithoutRoom(cluster).map(countInWords);

describe('pods without room', () => {
  test.each([
    ['there are none where there is enough', ['8Gi', '8Gi', '8Gi']],
    ['there are none where nobody says how much there is', [undefined, undefined, undefined]],
    ['a machine of which it is not known takes them', ['4Gi', '4Gi', undefined]],
  ])('%s', (_, memories) => {
    expect(homeless(withDisks(memories, { storage: { rook: { replicas: 1, allowUnsafeReplicas: true, mgrs: 1, filesystem: { enabled: false } } } }))).toEqual(
      [],
    );
  });

  test('are those that are less important', () => {
    expect(homeless(withDisks(['4Gi', '4Gi', '4Gi']))).toEqual(['2 managers']);
  });

  test('are found in a large cluster at once', () => {
    const nodes = Array.from({ length: 2000 }, (_, index) => ({
      name: `w${index}`,
      address: `10.0.${Math.floor(index / 200)}.${(index % 200) + 10}`,
      memory: '16Gi',
      disks: [disk(`${index}`)],
    }));
    const network = { nodeCidr: '10.0.0.0/16', podCidr: '10.128.0.0/9', serviceCidr: '10.96.0.0/12' };
    const cluster = defineCluster({ network, samples: true, nodes: [{ name: 'cp', address: '10.0.250.1', role: 'control-plane' }, ...nodes] });
    const start = performance.now();
    expect(homeless(cluster)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
