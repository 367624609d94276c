import type { Endpoint } from '../model/cluster';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { tryParseAddress } from '../values/cidr';
import { error } from '../values/problem';
import { type Report, parsed } from './notation';

const LOAD_BALANCER = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/;

/** Where the API server is reached, with its defaults. */
export function completeEndpoint(spec: NonNullable<NonNullable<ClusterSpec['controlPlane']>['endpoint']>, report: Report): Endpoint {
  const port = spec.port ?? DEFAULTS.endpointPort;
  const path = ['controlPlane', 'endpoint'];
  if (spec.loadBalancer !== undefined) {
    const [, bracketed, plain, digits] = LOAD_BALANCER.exec(spec.loadBalancer) ?? [];
    const host = bracketed ?? plain;
    if (host === undefined || Number(digits) < 1 || Number(digits) > 65_535) {
      report(error([...path, 'loadBalancer'], spec.loadBalancer, 'is not host:port', 'write lb.example:6443, 192.168.0.10:6443 or [fd00::10]:6443'));
    }
    return { kind: 'loadBalancer', host: host ?? '', port: Number(digits ?? port), address: tryParseAddress(host ?? '') };
  }
  if (spec.vip !== undefined) {
    const [address] = parsed(
      spec.vip,
      tryParseAddress,
      () => error([...path, 'vip'], spec.vip, 'is not an address', 'write a free address of nodeCidr'),
      report,
    );
    return { kind: 'vip', host: address?.text ?? '', port, address };
  }
  return { kind: 'name', host: spec.name ?? DEFAULTS.endpointName, port, address: undefined };
}
