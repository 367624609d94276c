import type { Cluster, Sources } from '../model/cluster';
import { type Address, type Cidr, cidrsOf, contains, tryParseAddress } from '../values/cidr';
import { endpointHost } from './api-server';

type Asking = Pick<Cluster, 'controlPlane' | 'network' | 'proxy' | 'sources' | 'storage'>;

const texts = (values: readonly { readonly text: string }[]): readonly string[] => values.map(({ text }) => text);

/** All URLs that machines download from. */
const urlsOf = ({ kubernetes, containerd, binaries, registries }: Sources): readonly string[] =>
  [kubernetes.url, kubernetes.key, containerd.url, containerd.key, binaries.url, ...Object.values(registries)].flatMap((url) => url ?? []);

const HOST = /^https?:\/\/\[?(?<host>(?<=\[)[^\]]+|[^/:[]+)/i;

const addressOfUrl = (url: string): Address | undefined => tryParseAddress(HOST.exec(url)?.groups?.['host'] ?? '');

/** Mirrors that stand beside the machines. apt knows no networks, so their addresses are named. */
const mirrorsInside = (sources: Sources, nodeCidrs: readonly Cidr[]): readonly Address[] =>
  urlsOf(sources)
    .flatMap((url) => addressOfUrl(url) ?? [])
    .filter((address) => nodeCidrs.some((cidr) => contains(cidr, address)));

/**
 * What machines reach without a proxy, as NO_PROXY names it: themselves, every network of the cluster (each machine has its addresses in one of them), the endpoint,
 * names of Services, mirrors beside the machines, then what the spec adds.
 *
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config how containerd, the kubelet and kubeadm read it
 */
export function noProxy(cluster: Asking): readonly string[] {
  const { nodeCidrs, podCidrs, serviceCidrs, loadBalancerAddresses, dnsDomain } = cluster.network;
  const ceph = cluster.storage.kind === 'rook' ? [...cluster.storage.network.publicNetworks, ...cluster.storage.network.clusterNetworks] : [];
  return [
    ...new Set([
      'localhost',
      '127.0.0.0/8',
      '::1',
      ...texts([...nodeCidrs, ...podCidrs, ...serviceCidrs, ...loadBalancerAddresses.flatMap(cidrsOf), ...ceph]),
      endpointHost(cluster),
      '.svc',
      `.${dnsDomain}`,
      ...texts(mirrorsInside(cluster.sources, nodeCidrs)),
      ...cluster.proxy.noProxy,
    ]),
  ];
}
