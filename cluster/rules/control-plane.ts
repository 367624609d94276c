import type { Draft } from '../model/draft';
import { error, warning } from '../values/problem';
import { isDnsName } from './names';
import type { Rule } from './rule';

const ENDPOINT = ['controlPlane', 'endpoint'];

const controlPlanes = ({ nodes }: Draft) => [...nodes.entries()].filter(([, { role }]) => role === 'control-plane');

/** Somebody runs the API server. */
export const noControlPlane: Rule = (cluster) =>
  controlPlanes(cluster).length > 0 ? [] : [error(['nodes'], undefined, 'has no control plane', 'give one machine role: control-plane')];

/** With an even number, etcd survives the loss of no more machines than with one less. */
export const evenControlPlanes: Rule = (cluster) => {
  const count = controlPlanes(cluster).length;
  const survives = Math.max(0, Math.floor((count - 1) / 2));
  return count === 0 || count % 2 === 1
    ? []
    : [
        warning(
          ['nodes'],
          undefined,
          `has ${count} control planes, which survive the loss of ${survives}, as ${count - 1} would`,
          `use ${count - 1} or ${count + 1}`,
        ),
      ];
};

/** The endpoint leads to every control plane, also to the second one. */
export const endpoint: Rule = (cluster) => {
  const { kind, host, address } = cluster.controlPlane.endpoint;
  const all = controlPlanes(cluster);
  const several = all.length > 1;
  if (kind === 'name' && several) {
    return [
      error(
        [...ENDPOINT, 'name'],
        host,
        `leads to one machine, and there are ${all.length} control planes`,
        'use vip with a free address of nodeCidr, or loadBalancer with host:port',
      ),
    ];
  }
  if (kind === 'name' && !isDnsName(host))
    return [error([...ENDPOINT, 'name'], host, 'is no RFC 1123 host name', 'use lower-case letters, digits, dashes and dots')];
  if (kind !== 'loadBalancer' || host === '') return [];
  if (address === undefined && !isDnsName(host))
    return [error([...ENDPOINT, 'loadBalancer'], host, 'is neither an address nor an RFC 1123 host name', 'write lb.example:6443 or 192.168.0.10:6443')];
  const owner =
    address === undefined
      ? undefined
      : all.find(([, node]) => node.addresses.some(({ family, value }) => family === address.family && value === address.value));
  return several && owner !== undefined
    ? [
        error(
          [...ENDPOINT, 'loadBalancer'],
          host,
          `is the address of nodes[${owner[0]}] (${owner[1].name}) alone, and there are ${all.length} control planes`,
          'use the address of a load balancer, or vip with a free address of nodeCidr',
        ),
      ]
    : [];
};
