import type { Cluster } from '../model/cluster';
import type { Address } from '../values/cidr';
import { firstControlPlane } from './roles';

type Reachable = Pick<Cluster, 'controlPlane' | 'nodes'>;

/** An API server: a name or an address without brackets, and a port. */
export interface ApiServer {
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  /** Number of the port. */
  readonly port: number;
}

/** kubeadm's own default; a load balancer forwards to it, whatever port it listens on itself. */
const KUBEADM_PORT = 6443;

const hostPort = (host: string, address: Address | undefined, port: number): string => `${address?.family === 6 ? `[${host}]` : host}:${port}`;

/** The address that clients reach who do not read the machines' /etc/hosts; undefined: a load balancer with a name. */
const reachableAddress = ({ controlPlane: { endpoint }, nodes }: Reachable): Address | undefined =>
  endpoint.kind === 'name' ? firstControlPlane(nodes)?.addresses[0] : endpoint.address;

/** Name or address of the endpoint as the spec has it, without port and brackets. */
export const endpointHost = ({ controlPlane: { endpoint } }: Pick<Cluster, 'controlPlane'>): string => endpoint.address?.text ?? endpoint.host;

/** The endpoint as the spec has it: `host:port`, IPv6 in brackets. */
export const endpointHostPort = (cluster: Pick<Cluster, 'controlPlane'>): string =>
  hostPort(endpointHost(cluster), cluster.controlPlane.endpoint.address, cluster.controlPlane.endpoint.port);

/** Where pods find the API server: they do not read the machines' /etc/hosts, so they get the address behind the endpoint's name. */
export const apiServerForPods = (cluster: Reachable): ApiServer => ({
  host: reachableAddress(cluster)?.text ?? cluster.controlPlane.endpoint.host,
  port: cluster.controlPlane.endpoint.port,
});

/** Where the desk finds the API server: `https://host:port`. It does not read the machines' /etc/hosts either; the address is in the certificate. */
export function apiServerUrl(cluster: Reachable): string {
  const { host, port } = apiServerForPods(cluster);
  return `https://${hostPort(host, reachableAddress(cluster), port)}`;
}

/** The port on which the API server of a control plane listens: a name or a VIP leads to the machine itself, so the endpoint's port is the machine's. */
export const apiServerPort = ({ controlPlane: { endpoint } }: Pick<Cluster, 'controlPlane'>): number =>
  endpoint.kind === 'loadBalancer' ? KUBEADM_PORT : endpoint.port;
