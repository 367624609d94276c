import type { Draft } from '../model/draft';
import { amountOf } from './amount';
import { cephPods } from './ceph-pods';
import type { PodGroup } from './pod-group';
import { CORE_DNS_PODS, REQUESTS } from './requests';
import { takesAnyPod } from './roles';

const each = (pods: Pick<PodGroup, 'path' | 'priority' | 'request' | 'what'>, machines: readonly string[]): PodGroup => ({
  ...pods,
  count: machines.length,
  machines,
  apart: true,
  ofCeph: false,
});

function networkAgent({ network: { cni }, nodes }: Draft): readonly PodGroup[] {
  const machines = nodes.map(({ name }) => name);
  const path = ['network', 'cni'];
  switch (cni.kind) {
    case 'flannel':
      return [each({ what: 'flannel', path, priority: 2, request: amountOf(REQUESTS.flannel) }, machines)];
    case 'kubeRouter':
      return [each({ what: 'kube-router', path, priority: 2, request: amountOf(REQUESTS.kubeRouter) }, machines)];
    default:
      // Calico's operator asks for nothing for what it runs, unless it is told to: nothing of it counts.
      return [];
  }
}

/** CoreDNS bears the taint of control planes. */
const dnsMachines = ({ nodes }: Draft): readonly string[] =>
  nodes.filter((node) => takesAnyPod(node, { controlPlane: { schedulable: true } })).map(({ name }) => name);

/** Pods of samples that run all the time, in sizes of the usual one: those on each machine, and the others. */
export const SAMPLE_PODS = { onEach: 2, others: 61 } as const;

function samples(cluster: Draft): readonly PodGroup[] {
  if (!cluster.samples) return [];
  const machines = cluster.nodes.filter((node) => takesAnyPod(node, cluster)).map(({ name }) => name);
  const request = amountOf(REQUESTS.sample);
  const one = { what: 'sample', path: ['samples'], request, priority: 0 } as const;
  return [
    ...Array.from({ length: SAMPLE_PODS.onEach }, () => each(one, machines)),
    { ...one, count: SAMPLE_PODS.others, machines, apart: false, ofCeph: false },
  ];
}

/** All pods that a cluster comes with and that ask for CPU or memory, in the order in which they come up. */
export const podsOf = (cluster: Draft): readonly PodGroup[] => [
  each(
    {
      what: 'control plane',
      path: ['nodes'],
      priority: 2,
      request: amountOf(REQUESTS.etcd, REQUESTS.apiServer, REQUESTS.controllerManager, REQUESTS.scheduler),
    },
    cluster.nodes.filter(({ role }) => role === 'control-plane').map(({ name }) => name),
  ),
  ...networkAgent(cluster),
  {
    what: 'CoreDNS pod',
    path: ['nodes'],
    request: amountOf(REQUESTS.coreDns),
    count: CORE_DNS_PODS,
    machines: dnsMachines(cluster),
    apart: false,
    priority: 1,
    ofCeph: false,
  },
  ...cephPods(cluster),
  ...samples(cluster),
];

/** What runs as well and asks for nothing, so that no sum has it. */
export function uncounted({ network: { cni, kubeProxy }, storage }: Pick<Draft, 'network' | 'storage'>): readonly string[] {
  return [
    ...(kubeProxy === 'none' ? [] : ['kube-proxy']),
    ...(cni.kind === 'calico' ? ['Calico'] : []),
    ...(storage.kind === 'none' ? [] : ["Rook's operator", 'the CSI drivers', 'the snapshot controller', ...(storage.toolbox ? ['the toolbox'] : [])]),
  ];
}
