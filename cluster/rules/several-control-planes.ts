import { controlPlanes } from '../facts/roles';
import type { Draft } from '../model/draft';
import { at, error, warning } from '../values/problem';
import type { Problems } from './rule';

const ENDPOINT = ['controlPlane', 'endpoint'];

/** An even number of etcd members survives the loss of no more machines than one less does. */
export function* evenControlPlanes({ nodes }: Draft): Problems {
  const count = controlPlanes(nodes).length;
  if (count === 0 || count % 2 === 1) return;
  const problem = `has ${count} control planes, which survive the loss of ${count / 2 - 1}, as ${count - 1} would`;
  yield warning(['nodes'], undefined, problem, `use ${count - 1} or ${count + 1}`);
}

/** The endpoint leads to every control plane. */
export function* sharedEndpoint({ nodes, controlPlane: { endpoint } }: Draft): Problems {
  const { kind, host, address } = endpoint;
  const count = controlPlanes(nodes).length;
  if (count < 2) return;
  if (kind === 'name') {
    const repair = 'use vip with a free address of nodeCidr, or loadBalancer with host:port';
    yield error(at(ENDPOINT, 'name'), host, `leads to one machine, and there are ${count} control planes`, repair);
  }
  if (kind !== 'loadBalancer' || address === undefined) return;
  const owns = ({ addresses }: Draft['nodes'][number]) => addresses.some(({ family, value }) => family === address.family && value === address.value);
  for (const [index, node] of nodes.entries()) {
    if (node.role !== 'control-plane' || !owns(node)) continue;
    const problem = `is the address of nodes[${index}] (${node.name}) alone, and there are ${count} control planes`;
    yield error(at(ENDPOINT, 'loadBalancer'), host, problem, 'use the address of a load balancer, or vip with a free address of nodeCidr');
  }
}
