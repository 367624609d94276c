import type { Draft } from '../model/draft';
import { type Address, contains } from '../values/cidr';
import { type Path, error } from '../values/problem';
import { type Rule, repeated } from './rule';

interface Use {
  readonly address: Address;
  readonly path: Path;
  readonly owner: string;
}

/** Every address on the machines' network that the spec gives away, with its owner. */
function uses({ nodes, controlPlane }: Draft): readonly Use[] {
  const ofNodes = nodes.flatMap((node, index) =>
    node.addresses.map((address) => ({ address, path: ['nodes', index, 'address'], owner: `nodes[${index}] (${node.name})` })),
  );
  const { endpoint } = controlPlane;
  const path = ['controlPlane', 'endpoint', 'vip'];
  return endpoint.kind === 'vip' && endpoint.address !== undefined ? [...ofNodes, { address: endpoint.address, path, owner: path.join('.') }] : ofNodes;
}

/** No address has two owners. */
export const duplicateAddress: Rule = (cluster) =>
  repeated(uses(cluster), ({ address }) => `${address.family} ${address.value}`).map(({ value, first }) =>
    error(
      value.path,
      value.address.text,
      `is already used by ${first.owner}`,
      value.path[0] === 'nodes' ? 'give each machine its own address' : 'choose an address that no machine has',
    ),
  );

/** Machines and the virtual address are on the machines' network. */
export const addressOutsideNodeCidr: Rule = (cluster) =>
  uses(cluster).flatMap(({ address, path }) => {
    const [cidr] = cluster.network.nodeCidrs.filter(({ family }) => family === address.family);
    return cidr === undefined || contains(cidr, address)
      ? []
      : [
          error(
            path,
            address.text,
            `is outside network.nodeCidr ${cidr.text}`,
            'correct the address, or widen nodeCidr to the network that the machines are on',
          ),
        ];
  });

/** The first and the last address of an IPv4 network name the network and everybody on it, the first of an IPv6 network its routers. */
export const reservedAddress: Rule = (cluster) =>
  uses(cluster).flatMap(({ address, path }) => {
    const [cidr] = cluster.network.nodeCidrs.filter((one) => contains(one, address) && one.last - one.first > 1n);
    const what =
      address.value === cidr?.first
        ? address.family === 4
          ? 'network'
          : 'subnet-router anycast'
        : address.family === 4 && address.value === cidr?.last
          ? 'broadcast'
          : undefined;
    return what === undefined || cidr === undefined
      ? []
      : [error(path, address.text, `is the ${what} address of network.nodeCidr ${cidr.text}`, 'give it an address between the first and the last')];
  });

/** Each machine has an address of each family of the machines' network, in the same order. */
export const addressFamilies: Rule = ({ network, nodes }) => {
  const wanted = network.nodeCidrs.map(({ family }) => `IPv${family}`).join(',');
  return nodes.flatMap(({ addresses }, index) => {
    const found = [...new Set(addresses.map(({ family }) => `IPv${family}`))].join(',');
    return found === '' || wanted === '' || found === wanted
      ? []
      : [
          error(
            ['nodes', index, 'address'],
            addresses.map(({ text }) => text).join(','),
            `is ${found} where network.nodeCidr is ${wanted}`,
            'write one address for each network of nodeCidr, in its order',
          ),
        ];
  });
};
