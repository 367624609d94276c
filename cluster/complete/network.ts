import type { Calico, Cni, KubeProxy } from '../model/cluster';
import type { DraftNetwork } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { type Cidr, bitsOf } from '../values/cidr';
import { type Report, cidrs, ranges } from './notation';

type NetworkSpec = NonNullable<ClusterSpec['network']>;

function completeCalico(spec: NonNullable<NonNullable<NetworkSpec['cni']>['calico']>, pods: readonly Cidr[]): Calico {
  return {
    kind: 'calico',
    encapsulation: spec.encapsulation ?? DEFAULTS.encapsulation,
    bgp: spec.bgp ?? DEFAULTS.bgp,
    dataplane: spec.dataplane ?? DEFAULTS.dataplane,
    mtu: spec.mtu,
    // A block size in the spec is meant for the first network; IPv6 beside IPv4 keeps Calico's default.
    blockSizes: pods.map(({ family }, index) => (index === 0 ? spec.blockSize : undefined) ?? DEFAULTS.blockSize[family]),
    wireguard: spec.wireguard ?? false,
    whisker: spec.whisker ?? false,
  };
}

function completeCni(spec: NetworkSpec['cni'], pods: readonly Cidr[]): Cni {
  if (spec?.flannel !== undefined) return { kind: 'flannel', backend: spec.flannel.backend ?? DEFAULTS.flannelBackend };
  if (spec?.kubeRouter !== undefined) return { kind: 'kubeRouter' };
  if (spec?.none !== undefined) return { kind: 'none' };
  return completeCalico(spec?.calico ?? {}, pods);
}

const KUBE_PROXY_OF_DATAPLANE: Readonly<Record<Calico['dataplane'], KubeProxy>> = { BPF: 'none', Iptables: 'iptables', Nftables: 'nftables' };

const bitsFor = (count: number): number => Math.ceil(Math.log2(Math.max(1, count)));

/** Wide enough for all machines with Calico, which does not use these parts itself; flannel and kube-router do, and keep kubeadm's default. */
const maskSize = (cidr: Cidr, cni: Cni, nodes: number): number => {
  const usual = DEFAULTS.nodeCidrMaskSize[cidr.family];
  return cni.kind === 'calico' ? Math.min(bitsOf(cidr.family), Math.max(usual, cidr.prefix + bitsFor(nodes))) : usual;
};

/** Networks, plugin and kube-proxy, with their defaults. */
export function completeNetwork(spec: NetworkSpec, nodes: number, report: Report): DraftNetwork {
  const podCidrs = cidrs(['network', 'podCidr'], spec.podCidr ?? DEFAULTS.podCidr, report);
  const cni = completeCni(spec.cni, podCidrs);
  return {
    nodeCidrs: cidrs(['network', 'nodeCidr'], spec.nodeCidr ?? DEFAULTS.nodeCidr, report),
    podCidrs,
    serviceCidrs: cidrs(['network', 'serviceCidr'], spec.serviceCidr ?? DEFAULTS.serviceCidr, report),
    nodeCidrMaskSizes: podCidrs.map((cidr) => maskSize(cidr, cni, nodes)),
    dnsDomain: spec.dnsDomain ?? DEFAULTS.dnsDomain,
    loadBalancerAddresses: ranges(spec.loadBalancerAddresses ?? [], report),
    cni,
    kubeProxy: spec.kubeProxy ?? (cni.kind === 'calico' ? KUBE_PROXY_OF_DATAPLANE[cni.dataplane] : DEFAULTS.kubeProxy),
  };
}
