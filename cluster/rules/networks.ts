import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { type AddressRange, type Cidr, bitsOf, contains, overlaps } from '../values/cidr';
import { type Path, at, error, warning } from '../values/problem';
import type { Problems } from './rule';

const NETWORK = ['network'];

const FIELDS = { nodeCidr: 'nodeCidrs', podCidr: 'podCidrs', serviceCidr: 'serviceCidrs' } as const;

/** A network or range, and the field that has it. */
interface Owned {
  readonly field: string;
  readonly path: Path;
  readonly range: AddressRange;
}

/** The networks of machines, pods and Services. */
export const networksOf = ({ network }: Draft): readonly Owned[] =>
  Object.entries(FIELDS).flatMap(([field, property]) => network[property].map((range) => ({ field: `network.${field}`, path: at(NETWORK, field), range })));

const STORAGE_NETWORK = ['storage', 'rook', 'network'];

const STORAGE_FIELDS = [
  ['public', 'publicNetworks'],
  ['cluster', 'clusterNetworks'],
] as const;

/** The networks that the spec gives to Ceph; none where one of a field could not be parsed, as the places then no longer match. */
export function storageNetworksOf({ storage }: Draft, spec: ClusterSpec): readonly Owned[] {
  if (storage.kind === 'none') return [];
  return STORAGE_FIELDS.flatMap(([field, property]) => {
    const written = spec.storage?.rook?.network?.[field] ?? [];
    const networks = storage.network[property];
    if (written.length !== networks.length) return [];
    return networks.map((range, index) => ({ field, path: at(STORAGE_NETWORK, field, index), range }));
  });
}

/** Networks that no machine, pod or Service can have addresses in. */
const UNUSABLE: readonly (readonly [prefix: bigint, length: number, family: 4 | 6, kind: string])[] = [
  [0n, 8, 4, 'unspecified'],
  [127n, 8, 4, 'loopback'],
  [(169n << 8n) + 254n, 16, 4, 'link-local'],
  [14n, 4, 4, 'multicast'],
  [15n, 4, 4, 'reserved'],
  [0n, 16, 6, 'reserved and loopback'],
  [0xfe80n >> 6n, 10, 6, 'link-local'],
  [0xffn, 8, 6, 'multicast'],
];

const unusable = UNUSABLE.map(([prefix, length, family, kind]) => {
  const host = BigInt(bitsOf(family) - length);
  return { family, first: prefix << host, last: ((prefix + 1n) << host) - 1n, text: kind };
});

/** Networks consist of addresses that can be used. */
export function* unusableNetwork(cluster: Draft, spec: ClusterSpec): Problems {
  const repair = 'choose a private network, such as 10.244.0.0/16 or fd00:10:244::/56';
  for (const { path, range } of [...networksOf(cluster), ...storageNetworksOf(cluster, spec)])
    for (const kind of unusable) if (overlaps(kind, range)) yield error(path, range.text, `contains ${kind.text} addresses`, repair);
}

/** All addresses that the spec assigns besides those of machines. Virtual and load balancer addresses are part of the machines' network. */
function rangesOf(cluster: Draft): readonly (Owned & { readonly inNodeCidr: boolean })[] {
  const { kind, address } = cluster.controlPlane.endpoint;
  const vip = kind === 'vip' && address !== undefined ? [{ ...address, first: address.value, last: address.value }] : [];
  return [
    ...networksOf(cluster).map((network) => ({ ...network, inNodeCidr: false })),
    ...vip.map((range) => ({ field: 'controlPlane.endpoint.vip', path: ['controlPlane', 'endpoint', 'vip'], range, inNodeCidr: true })),
    ...cluster.network.loadBalancerAddresses.map((range, index) => ({
      field: `network.loadBalancerAddresses[${index}]`,
      path: at(NETWORK, 'loadBalancerAddresses', index),
      range,
      inNodeCidr: true,
    })),
  ];
}

/** No two networks have an address in common. */
export function* networkOverlap(cluster: Draft): Problems {
  const all = rangesOf(cluster);
  for (const [index, { path, range, inNodeCidr }] of all.entries())
    for (const earlier of all.slice(0, index)) {
      if (!overlaps(earlier.range, range) || (inNodeCidr && earlier.field === 'network.nodeCidr')) continue;
      yield error(path, range.text, `overlaps ${earlier.field} ${earlier.range.text}`, 'choose networks that have no address in common');
    }
}

/** Nothing that synth writes gives Services of type LoadBalancer an address yet. */
export function* loadBalancerAddressesUnused({ network }: Draft): Problems {
  if (network.loadBalancerAddresses.length === 0) return;
  const problem = 'are given to no Service: no part of what synth writes does that yet';
  yield warning(at(NETWORK, 'loadBalancerAddresses'), undefined, problem, 'install MetalLB or the like and give it these addresses; the field keeps them free');
}

/** No machine has an address of the range that Services of type LoadBalancer take theirs from. */
export function* loadBalancerAddresses({ network, nodes }: Draft): Problems {
  const repair = 'leave out the addresses of machines, and those that DHCP assigns';
  const taken = nodes.flatMap(({ name, addresses }, place) => addresses.map((address) => ({ address, owner: `nodes[${place}] (${name})` })));
  for (const [index, range] of network.loadBalancerAddresses.entries())
    for (const { address, owner } of taken) {
      if (!contains(range, address)) continue;
      yield error(at(NETWORK, 'loadBalancerAddresses', index), range.text, `contains ${address.text}, the address of ${owner}`, repair);
    }
}

/** The most bits by which kubeadm lets a machine's part be narrower than the pod network. */
const WIDEST_SPLIT = 16;

/** Every machine gets a part of the pod network: a block from Calico, else the part that the controller manager assigns. */
export function* podNetworkSize({ network: { cni, podCidrs, nodeCidrMaskSizes }, nodes }: Draft): Problems {
  const path = at(NETWORK, 'podCidr');
  for (const [index, { family, prefix, text }] of podCidrs.entries()) {
    const usual = DEFAULTS.nodeCidrMaskSize[family];
    const part = cni.kind === 'calico' ? (cni.blockSizes[index] ?? usual) : usual;
    const parts = part < prefix ? 0 : 2 ** (part - prefix);
    const mask = nodeCidrMaskSizes[index] ?? usual;
    if (parts < nodes.length) {
      const kind = cni.kind === 'calico' ? `blocks of /${part}` : `parts of /${part}, one for each machine`;
      const least = Math.max(0, part - Math.ceil(Math.log2(nodes.length)));
      yield error(path, text, `has ${parts} ${kind}, and there are ${nodes.length} machines`, `choose a network of at least /${least}`);
    } else if (mask - prefix > WIDEST_SPLIT) {
      const problem = `is more than ${WIDEST_SPLIT} bits wider than the /${mask} of a machine, which kubeadm refuses`;
      yield error(path, text, problem, `choose a network of at most /${mask - WIDEST_SPLIT}`);
    } else if (mask < prefix) {
      yield error(path, text, `is smaller than the /${mask} that a machine gets`, `choose a network of at least /${mask}`);
    }
  }
}

/** kube-apiserver keeps a bit for each Service address: 20 bits are the most, and kubeadm wants ten addresses. */
export function* serviceNetworkSize({ network: { serviceCidrs } }: Draft): Problems {
  for (const { family, prefix, text } of serviceCidrs) {
    const [least, most] = [bitsOf(family) - 20, bitsOf(family) - 4];
    if (least <= prefix && prefix <= most) continue;
    yield error(at(NETWORK, 'serviceCidr'), text, `is a /${prefix}, which kube-apiserver or kubeadm refuses`, `choose one from /${least} to /${most}`);
  }
}

const familiesOf = (cidrs: readonly Cidr[]): string => [...new Set(cidrs.map(({ family }) => `IPv${family}`))].join(',');

/** All networks have the same families in the same order: half a dual stack does not become ready. */
export function* networkFamilies({ network }: Draft): Problems {
  const wanted = familiesOf(network.nodeCidrs);
  const repair = 'give nodeCidr, podCidr and serviceCidr the same families in the same order';
  for (const field of ['podCidr', 'serviceCidr'] as const) {
    const cidrs = network[FIELDS[field]];
    const found = familiesOf(cidrs);
    if (found === '' || wanted === '' || found === wanted) continue;
    yield error(at(NETWORK, field), cidrs.map(({ text }) => text).join(','), `is ${found} where network.nodeCidr is ${wanted}`, repair);
  }
}
