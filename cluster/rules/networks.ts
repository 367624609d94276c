import type { Draft } from '../model/draft';
import { DEFAULTS } from '../spec/defaults';
import { type AddressRange, type Cidr, bitsOf, contains, overlaps } from '../values/cidr';
import { type Path, error } from '../values/problem';
import type { Rule } from './rule';

const FIELDS = ['nodeCidr', 'podCidr', 'serviceCidr'] as const;

type Field = (typeof FIELDS)[number];

const OF_FIELD = { nodeCidr: 'nodeCidrs', podCidr: 'podCidrs', serviceCidr: 'serviceCidrs' } as const;

const networksOf = ({ network }: Draft, field: Field): readonly Cidr[] => network[OF_FIELD[field]];

/** Networks that no machine, pod or Service can have addresses in. */
const UNUSABLE: readonly (readonly [prefix: bigint, length: number, family: 4 | 6, what: string])[] = [
  [0n, 8, 4, 'this network'],
  [127n, 8, 4, 'loopback'],
  [(169n << 8n) + 254n, 16, 4, 'link-local'],
  [14n, 4, 4, 'multicast'],
  [15n, 4, 4, 'reserved'],
  [0n, 16, 6, 'reserved and loopback'],
  [0xfe80n >> 6n, 10, 6, 'link-local'],
  [0xffn, 8, 6, 'multicast'],
];

const unusable = UNUSABLE.map(([prefix, length, family, what]) => {
  const host = BigInt(bitsOf(family) - length);
  return { family, first: prefix << host, last: ((prefix + 1n) << host) - 1n, text: what };
});

/** Networks consist of addresses that can be used. */
export const unusableNetwork: Rule = (cluster) =>
  FIELDS.flatMap((field) =>
    networksOf(cluster, field).flatMap((cidr) =>
      unusable
        .filter((range) => overlaps(range, cidr))
        .map((range) =>
          error(['network', field], cidr.text, `holds ${range.text} addresses`, 'choose a private network, such as 10.244.0.0/16 or fd00:10:244::/56'),
        ),
    ),
  );

interface Owned {
  readonly name: string;
  readonly path: Path;
  readonly range: AddressRange;
}

/** No two networks have an address in common. Virtual and load balancer addresses lie in the machines' network by their nature. */
export const networkOverlap: Rule = (cluster) => {
  const { network, controlPlane } = cluster;
  const networks: readonly Owned[] = FIELDS.flatMap((field) =>
    networksOf(cluster, field).map((range) => ({ name: `network.${field}`, path: ['network', field], range })),
  );
  const pools = network.loadBalancerAddresses.map((range, index) => ({
    name: `network.loadBalancerAddresses[${index}]`,
    path: ['network', 'loadBalancerAddresses', index],
    range,
  }));
  const { kind, address } = controlPlane.endpoint;
  const vip =
    kind === 'vip' && address !== undefined
      ? [
          {
            name: 'controlPlane.endpoint.vip',
            path: ['controlPlane', 'endpoint', 'vip'],
            range: { family: address.family, first: address.value, last: address.value, text: address.text },
          },
        ]
      : [];
  const all = [...networks, ...vip, ...pools];
  return all.flatMap((later, index) =>
    all
      .slice(0, index)
      .filter((earlier) => overlaps(earlier.range, later.range) && !(earlier.name === 'network.nodeCidr' && !networks.includes(later)))
      .map((earlier) =>
        error(later.path, later.range.text, `overlaps ${earlier.name} ${earlier.range.text}`, 'choose networks that have no address in common'),
      ),
  );
};

/** Services of type LoadBalancer do not get the address of a machine, nor the machines' whole network. */
export const loadBalancerAddresses: Rule = ({ network, nodes }) =>
  network.loadBalancerAddresses.flatMap((range, index) => {
    const path = ['network', 'loadBalancerAddresses', index];
    const hint = 'leave out the addresses of machines, and of whatever DHCP gives away';
    const taken = nodes.flatMap((node, place) => node.addresses.filter((address) => contains(range, address)).map((address) => ({ node, place, address })));
    return taken.map(({ node, place, address }) => error(path, range.text, `holds ${address.text}, the address of nodes[${place}] (${node.name})`, hint));
  });

/** The most bits by which kubeadm lets a machine's part be narrower than the pod network. */
const WIDEST_SPLIT = 16;

/** Every machine gets a part of the pod network: a block from Calico, else the part that the controller manager gives it. */
export const podNetworkSize: Rule = ({ network, nodes }) =>
  network.podCidrs.flatMap((cidr, index) => {
    const { cni } = network;
    const path = ['network', 'podCidr'];
    const usual = DEFAULTS.nodeCidrMaskSize[cidr.family];
    const part = cni.kind === 'calico' ? (cni.blockSizes[index] ?? usual) : usual;
    const parts = part < cidr.prefix ? 0 : 2 ** (part - cidr.prefix);
    const what = cni.kind === 'calico' ? `blocks of /${part}` : `parts of /${part}, one for each machine`;
    if (parts < nodes.length)
      return [
        error(
          path,
          cidr.text,
          `holds ${parts} ${what}, and there are ${nodes.length} machines`,
          `choose a network of at least /${Math.max(0, part - Math.ceil(Math.log2(nodes.length)))}`,
        ),
      ];
    const mask = network.nodeCidrMaskSizes[index] ?? usual;
    if (mask - cidr.prefix > WIDEST_SPLIT)
      return [
        error(
          path,
          cidr.text,
          `is more than ${WIDEST_SPLIT} bits wider than the /${mask} of a machine, which kubeadm refuses`,
          `choose a network of at most /${mask - WIDEST_SPLIT}`,
        ),
      ];
    if (mask < cidr.prefix) return [error(path, cidr.text, `is smaller than the /${mask} that a machine gets`, `choose a network of at least /${mask}`)];
    return [];
  });

/** kube-apiserver keeps a bit for each Service address: 20 bits are the most, and kubeadm wants ten addresses. */
export const serviceNetworkSize: Rule = ({ network }) =>
  network.serviceCidrs.flatMap((cidr) => {
    const bits = bitsOf(cidr.family) - cidr.prefix;
    const [least, most] = [bitsOf(cidr.family) - 20, bitsOf(cidr.family) - 4];
    return bits > 20 || bits < 4
      ? [error(['network', 'serviceCidr'], cidr.text, `is a /${cidr.prefix}, which kube-apiserver or kubeadm refuses`, `choose one from /${least} to /${most}`)]
      : [];
  });

const familiesOf = (cidrs: readonly Cidr[]): string => [...new Set(cidrs.map(({ family }) => `IPv${family}`))].join(',');

/** All networks have the same families in the same order: half a dual stack converges nowhere. */
export const networkFamilies: Rule = (cluster) => {
  const wanted = familiesOf(networksOf(cluster, 'nodeCidr'));
  return FIELDS.slice(1).flatMap((field) => {
    const found = familiesOf(networksOf(cluster, field));
    const text = networksOf(cluster, field)
      .map((cidr) => cidr.text)
      .join(',');
    return found === '' || wanted === '' || found === wanted
      ? []
      : [
          error(
            ['network', field],
            text,
            `is ${found} where network.nodeCidr is ${wanted}`,
            'give nodeCidr, podCidr and serviceCidr the same families in the same order',
          ),
        ];
  });
};
