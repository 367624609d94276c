import { controlPlanes } from '../../cluster/facts/roles';
import type { Cluster, Network } from '../../cluster/model/cluster';
import { certSANs, controllerManagerFlags } from '../kubeadm/cluster-configuration';
import type { Constants } from './constants';

/** One thing that init and join are made with: what the machine has recorded of it is held against its value. */
interface Topic {
  /** What the record and node.sh call it. */
  readonly name: string;
  /** Where the spec has it. */
  readonly field: string;
  /** Which machines have it. */
  readonly on: 'all' | 'control-plane';
  /** Why it stays and what can be done instead; undefined: `up` makes it so. */
  readonly refusal?: string;
  /** Its value in one line; bash replaces what only the row of the machine has. */
  readonly value: string;
}

const ANEW = 'it cannot be changed after init: set it back, or make the cluster anew (cluster.sh down, then up)';
const AGAIN =
  'it cannot be changed on a member: set it back, or take the machine out and in again (cluster.sh down --node NAME, kubectl delete node NAME, cluster.sh up)';

/** A value of a flag that stays one word, and is not taken for JSON. */
const PLAIN = /^(?!")[!-~]*$/;

/** Flags as a person types them, sorted; a value that would not stay one word is JSON. */
const flagsText = (flags: Readonly<Record<string, string>>): string =>
  Object.keys(flags)
    .sort()
    .map((name) => ({ name, value: flags[name] ?? '' }))
    .map(({ name, value }) => `--${name}=${PLAIN.test(value) ? value : JSON.stringify(value)}`)
    .join(' ');

const list = (values: readonly { readonly text: string }[]): string => values.map(({ text }) => text).join(',');

/** The networks, and what hands them out. */
const networkTopics = ({ podCidrs, serviceCidrs, nodeCidrMaskSizes, dnsDomain, kubeProxy, cni }: Network): readonly Topic[] => [
  { name: 'podCidr', field: 'network.podCidr', on: 'control-plane', refusal: ANEW, value: list(podCidrs) },
  { name: 'serviceCidr', field: 'network.serviceCidr', on: 'control-plane', refusal: ANEW, value: list(serviceCidrs) },
  { name: 'nodeCidrMaskSizes', field: 'network.nodeCidrMaskSize', on: 'control-plane', refusal: ANEW, value: nodeCidrMaskSizes.join(',') },
  { name: 'dnsDomain', field: 'network.dnsDomain', on: 'control-plane', refusal: ANEW, value: dnsDomain },
  { name: 'kubeProxy', field: 'network.kubeProxy', on: 'control-plane', refusal: ANEW, value: kubeProxy },
  {
    name: 'cni',
    field: 'network.cni',
    on: 'all',
    refusal: 'a plugin cannot be exchanged below running pods: set it back, or make the cluster anew (cluster.sh down, then up)',
    value: cni.kind,
  },
];

const BY_HAND =
  'with several control planes up does not change it yet: set it back, or change it on each of them by hand (kubeadm init phase control-plane, kubeadm init phase certs apiserver)';

/** The components of a control plane. Names and addresses of further control planes are in their own certificates, and make no difference here. */
function componentTopics(cluster: Cluster): readonly Topic[] {
  const { etcd, apiServer, scheduler } = cluster.kubeadm.extraArgs;
  const [first, ...further] = controlPlanes(cluster.nodes);
  const names = certSANs({ ...cluster, nodes: first === undefined ? [] : [first] });
  const topic = (name: string, field: string, value: string): Topic => ({
    name,
    field,
    on: 'control-plane',
    value,
    ...(further.length > 0 && { refusal: BY_HAND }),
  });
  return [
    topic('certSANs', 'controlPlane.certSANs', [...names].sort().join(' ')),
    topic('etcd', 'kubeadm.extraArgs.etcd', flagsText(etcd)),
    topic('apiServer', 'kubeadm.extraArgs.apiServer', flagsText(apiServer)),
    topic('controllerManager', 'kubeadm.extraArgs.controllerManager', flagsText(controllerManagerFlags(cluster))),
    topic('scheduler', 'kubeadm.extraArgs.scheduler', flagsText(scheduler)),
  ];
}

/** In the order in which differences are told and changes made. */
const topics = (cluster: Cluster): readonly Topic[] => [
  { name: 'role', field: 'nodes[].role', on: 'all', refusal: AGAIN, value: '@ROLE@' },
  { name: 'addresses', field: 'nodes[].address', on: 'all', refusal: AGAIN, value: '@ADDRESSES@' },
  ...networkTopics(cluster.network),
  ...componentTopics(cluster),
  { name: 'kubelet', field: 'kubeadm.extraArgs.kubelet', on: 'all', value: flagsText(cluster.kubeadm.extraArgs.kubelet) },
];

/** The table of topics: name, field, machines, refusal, value; tabs between them. `lib/topics.bash` reads it. */
export const topicConstants = (cluster: Cluster): Constants => ({
  TOPICS: topics(cluster).map(({ name, field, on, refusal = '', value }) => [name, field, on, refusal, value].join('\t')),
});
