import type { Draft } from '../model/draft';
import { type Address, type Cidr, type Family, contains } from '../values/cidr';
import { type Path, error } from '../values/problem';
import { type Problems, repeated } from './rule';

interface Use {
  readonly address: Address;
  readonly path: Path;
  readonly owner: string;
}

/** Every address on the machines' network that the spec assigns, with its owner. */
function usesOf({ nodes, controlPlane: { endpoint } }: Draft): readonly Use[] {
  const ofNodes = nodes.flatMap((node, index) =>
    node.addresses.map((address) => ({ address, path: ['nodes', index, 'address'], owner: `nodes[${index}] (${node.name})` })),
  );
  const path = ['controlPlane', 'endpoint', 'vip'];
  return endpoint.kind === 'vip' && endpoint.address !== undefined ? [...ofNodes, { address: endpoint.address, path, owner: path.join('.') }] : ofNodes;
}

/** No address has two owners. */
export function* duplicateAddress(cluster: Draft): Problems {
  for (const { value, first } of repeated(usesOf(cluster), ({ address }) => `${address.family} ${address.value}`)) {
    const repair = value.path[0] === 'nodes' ? 'give each machine its own address' : 'choose an address that no machine has';
    yield error(value.path, value.address.text, `is already used by ${first.owner}`, repair);
  }
}

/** The addresses of machines and the virtual address are on the machines' network. */
export function* addressOutsideNodeCidr(cluster: Draft): Problems {
  const repair = 'correct the address, or widen nodeCidr to the network that the machines are on';
  for (const { address, path } of usesOf(cluster)) {
    const cidr = cluster.network.nodeCidrs.find(({ family }) => family === address.family);
    if (cidr !== undefined && !contains(cidr, address)) yield error(path, address.text, `is outside network.nodeCidr ${cidr.text}`, repair);
  }
}

const FIRST: Readonly<Record<Family, string>> = { 4: 'network', 6: 'subnet-router anycast' };

/** The role that an address of a network has for everybody on it; undefined: a machine may have it. */
function reservedFor({ family, value }: Address, { first, last }: Cidr): string | undefined {
  if (last - first <= 1n) return undefined;
  if (value === first) return FIRST[family];
  return family === 4 && value === last ? 'broadcast' : undefined;
}

/** No machine has the network or broadcast address of an IPv4 network, nor the subnet-router anycast address of an IPv6 one. */
export function* reservedAddress(cluster: Draft): Problems {
  for (const { address, path } of usesOf(cluster)) {
    const cidr = cluster.network.nodeCidrs.find((one) => contains(one, address));
    const role = cidr === undefined ? undefined : reservedFor(address, cidr);
    if (cidr === undefined || role === undefined) continue;
    yield error(path, address.text, `is the ${role} address of network.nodeCidr ${cidr.text}`, 'give it an address between the first and the last');
  }
}

const familiesOf = (values: readonly { readonly family: Family }[]): string => [...new Set(values.map(({ family }) => `IPv${family}`))].join(',');

/** Each machine has an address of each family of the machines' network, in the same order. */
export function* addressFamilies({ network: { nodeCidrs }, nodes }: Draft): Problems {
  const wanted = familiesOf(nodeCidrs);
  for (const [index, { addresses }] of nodes.entries()) {
    const found = familiesOf(addresses);
    if (found === '' || wanted === '' || found === wanted) continue;
    const text = addresses.map((address) => address.text).join(',');
    const repair = 'write one address for each network of nodeCidr, in its order';
    yield error(['nodes', index, 'address'], text, `is ${found} where network.nodeCidr is ${wanted}`, repair);
  }
}
