import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineCluster } from '../../cluster/define';
import { type Amount, sumOf } from '../../cluster/facts/amount';
import { CEPH_COMPANIONS } from '../../cluster/facts/ceph-pods';
import { podsWithoutRoom } from '../../cluster/facts/machine-sums';
import type { PodGroup } from '../../cluster/facts/pod-group';
import { podsOf } from '../../cluster/facts/pods';
import { reservedOn } from '../../cluster/facts/reserved';
import type { Cluster } from '../../cluster/model/cluster';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from './simulated-cluster';

/* Whether the sums of cluster/facts say what the scheduler does: pods that ask for what is counted, on machines that have what a kubelet would leave them. */

const BESIDE = sumOf(CEPH_COMPANIONS.map(({ request }) => request)).memory;

const PRIORITIES = ['', 'system-cluster-critical', 'system-node-critical'] as const;

const disk = (name: string) => ({ device: `/dev/disk/by-id/ata-${name}` });

/** A control plane, and three machines with so much memory and so many disks. */
const threeWith = (memory: string, disks: number): Cluster => {
  const nodes = [1, 2, 3].map((number) => ({
    name: `w${number}`,
    address: `192.168.0.2${number}`,
    memory,
    disks: Array.from({ length: disks }, (_, index) => disk(`${number}-${index}`)),
  }));
  const storage = { rook: { replicas: 3, filesystem: { enabled: false } } };
  return defineCluster({ storage, nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane', memory: '4Gi' }, ...nodes] });
};

const resources = ({ cpu, memory }: Amount) => ({ requests: { cpu: `${cpu}m`, memory: String(memory) } });

const inKey = (key: string, values: readonly string[]) => [{ key, operator: 'In', values }];

function podsIn(namespace: string, { what, request, count, machines, apart, priority }: PodGroup): readonly object[] {
  const app = what.toLowerCase().replaceAll(' ', '-');
  const label = `${app}-${machines.length === 1 ? (machines[0] ?? '') : 'any'}`;
  const antiAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: label } }, topologyKey: 'kubernetes.io/hostname' }],
  };
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${label}-${index}`, namespace, labels: { app: label } },
    spec: {
      ...(priority === 0 ? {} : { priorityClassName: PRIORITIES[priority] }),
      tolerations: [{ operator: 'Exists' }],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: inKey('kubernetes.io/hostname', machines) }] },
        },
        ...(apart ? { podAntiAffinity: antiAffinity } : {}),
      },
      containers: [{ name: 'it', image: 'none:1', resources: resources(request) }],
    },
  }));
}

interface Seen {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: { readonly nominatedNodeName?: string; readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const isRefused = ({ status }: Seen): boolean =>
  status?.nominatedNodeName === undefined && (status?.conditions ?? []).some(({ type, status: is }) => type === 'PodScheduled' && is === 'False');

describeWithSimulatedCluster('the sums of what machines keep free', () => {
  const [ROW, ENOUGH] = [threeWith('8Gi', 2), threeWith('16Gi', 2)];
  let sim: SimulatedCluster;

  beforeAll(async () => {
    sim = await startSimulatedCluster(ROW);
  }, 300_000);

  afterAll(async () => sim.stop());

  test.each([
    ['field 8: what is left over for want of memory', 'short', ROW, 4n * 2n ** 30n],
    ['nothing where there is enough', 'enough', ENOUGH, undefined],
  ] as const)('%s is what the scheduler leaves Pending', async (_, namespace, from, memory) => {
    // As the spec would be refused, the machines of a cluster that is none become small.
    const cluster: Cluster =
      memory === undefined
        ? from
        : { ...from, nodes: from.nodes.map((node) => (node.name === 'cp' ? node : { ...node, memory: { bytes: memory, text: '4Gi' } })) };
    for (const { name, memory: has } of cluster.nodes) {
      // What comes beside Ceph's daemons has its room from the beginning.
      const allocatable = (has?.bytes ?? 0n) - reservedOn(has?.bytes, cluster).memory - (name === 'cp' ? 0n : BESIDE);
      sim.kubectl(
        'patch',
        'node',
        name,
        '--subresource=status',
        '--patch',
        JSON.stringify({ status: { allocatable: { memory: String(allocatable) }, capacity: { memory: String(has?.bytes) } } }),
      );
    }
    sim.kubectl('create', 'namespace', namespace);
    await sim.until('its account is there', async () =>
      (await sim.call('GET', `/api/v1/namespaces/${namespace}/serviceaccounts/default`)).status === 200 ? true : undefined,
    );
    const groups = podsOf(cluster).filter(({ count }) => count > 0);
    const file = join(dirname(sim.kubeconfig), `${namespace}.json`);
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: groups.flatMap((group) => podsIn(namespace, group)) }));
    sim.kubectl('apply', '-f', file);
    const expected = podsWithoutRoom(cluster).reduce((sum, { count }) => sum + count, 0);
    const total = groups.reduce((sum, { count }) => sum + count, 0);
    // Every pod has a machine, or was told that there is none, and none waits for the end of those that were sent away for it.
    const pods = await sim.until('the scheduler has looked at all pods', async () => {
      const all = (await sim.objects(`/api/v1/namespaces/${namespace}/pods`)) as readonly Seen[];
      const placed = all.filter(({ spec }) => spec?.nodeName !== undefined).length;
      const refused = all.filter(isRefused).length;
      return placed + refused >= all.length ? { refused, gone: total - all.length } : undefined;
    });
    sim.kubectl('delete', 'namespace', namespace, '--wait=false');
    sim.kubectl('delete', 'pods', '--all', '--namespace', namespace, '--force', '--grace-period=0');
    expect({ pending: pods.refused + pods.gone, some: expected > 0 }).toEqual({ pending: expected, some: memory !== undefined });
  });
});
