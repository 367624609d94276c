import { controlPlanes } from '../facts/roles';
import type { Draft } from '../model/draft';
import { at, error } from '../values/problem';
import { isDnsName } from './names';
import type { Problems } from './rule';

const ENDPOINT = ['controlPlane', 'endpoint'];

/** A cluster has a control plane. */
export function* noControlPlane({ nodes }: Draft): Problems {
  if (controlPlanes(nodes).length === 0) yield error(['nodes'], undefined, 'has no control plane', 'give one machine role: control-plane');
}

/** The endpoint is a name or an address that machines can look up. */
export function* endpoint({ controlPlane }: Draft): Problems {
  const { kind, host, address } = controlPlane.endpoint;
  if (isDnsName(host)) return;
  if (kind === 'name') yield error(at(ENDPOINT, 'name'), host, 'is not an RFC 1123 host name', 'use lower-case letters, digits, dashes and dots');
  if (kind !== 'loadBalancer' || host === '' || address !== undefined) return;
  const problem = 'is neither an address nor an RFC 1123 host name';
  yield error(at(ENDPOINT, 'loadBalancer'), host, problem, 'write lb.example:6443 or 192.168.0.10:6443');
}
