import { encapsulationProtocol } from '../facts/encapsulation';
import type { Calico } from '../model/cluster';
import type { Draft } from '../model/draft';
import { DEFAULTS } from '../spec/defaults';
import { at, error, warning } from '../values/problem';
import type { Problems } from './rule';

const NAMES = { calico: 'Calico', flannel: 'flannel', kubeRouter: 'kube-router', none: 'no plugin' } as const;

const KUBE_PROXY = ['network', 'kubeProxy'];

const CALICO = ['network', 'cni', 'calico'];

/** IPv6 works with Calico; the charts of the other plugins set up IPv4 only. */
export function* ipv6NeedsCalico({ network: { cni, podCidrs } }: Draft): Problems {
  if (cni.kind === 'calico' || cni.kind === 'none') return;
  for (const { family, text } of podCidrs) {
    if (family !== 6) continue;
    yield error(['network', 'podCidr'], text, `is IPv6, and ${NAMES[cni.kind]} is set up for IPv4 only`, 'use cni: { calico: {} }, or IPv4 networks');
  }
}

const PROXY_MODES: Readonly<Record<Calico['dataplane'], readonly string[]>> = { BPF: ['none'], Iptables: ['iptables', 'ipvs'], Nftables: ['nftables'] };

/** The dataplane and kube-proxy write their rules with the same means. */
export function* calicoDataplane({ network: { cni, kubeProxy } }: Draft): Problems {
  if (cni.kind !== 'calico' || PROXY_MODES[cni.dataplane].includes(kubeProxy)) return;
  const modes = PROXY_MODES[cni.dataplane].join(' or ');
  yield error(KUBE_PROXY, kubeProxy, `does not work with Calico's dataplane ${cni.dataplane}`, `use ${modes}, or leave the field out`);
}

/** Without kube-proxy Calico itself must reach the API server, before there is a DNS in the cluster. */
export function* calicoBpfEndpoint({ network: { cni, kubeProxy }, controlPlane: { endpoint } }: Draft): Problems {
  if (cni.kind !== 'calico' || kubeProxy !== 'none') return;
  if (endpoint.kind !== 'loadBalancer' || endpoint.host === '' || endpoint.address !== undefined) return;
  const problem = "is a name, and with Calico's dataplane BPF it must be reached before the cluster has a DNS";
  yield error(['controlPlane', 'endpoint', 'loadBalancer'], endpoint.host, problem, 'write its address, as in 192.168.0.10:6443');
}

/** Services need kube-proxy, or a plugin that replaces it. */
export function* kubeProxyNeeded({ network: { cni, kubeProxy } }: Draft): Problems {
  if (kubeProxy !== 'none' || cni.kind === 'calico' || cni.kind === 'none') return;
  yield error(KUBE_PROXY, 'none', `leaves Services unreachable: ${NAMES[cni.kind]} does not replace kube-proxy here`, 'leave the field out');
}

/** Kubernetes will remove the mode ipvs. */
export function* kubeProxyIpvs({ network: { kubeProxy } }: Draft): Problems {
  if (kubeProxy === 'ipvs') yield warning(KUBE_PROXY, 'ipvs', 'is deprecated since Kubernetes 1.35', 'use nftables, or leave the field out');
}

/** IPIP is IPv4 only; without BGP no machine knows the routes that IPIP and unwrapped packets need. */
export function* calicoEncapsulation({ network: { cni, podCidrs } }: Draft): Problems {
  if (cni.kind !== 'calico') return;
  const path = at(CALICO, 'encapsulation');
  const ipip = encapsulationProtocol(cni.encapsulation) === 'IPIP';
  if (ipip && podCidrs.some(({ family }) => family === 6)) yield error(path, cni.encapsulation, 'cannot carry IPv6', 'use VXLANCrossSubnet, VXLAN or None');
  if (cni.bgp === 'Disabled' && (ipip || cni.encapsulation === 'None'))
    yield error(path, cni.encapsulation, 'needs BGP, which is Disabled', 'enable bgp, or use VXLAN');
}

const BLOCK_SIZES = { 4: [20, 32], 6: [116, 128] } as const;

/** Blocks have a size that Calico takes, which depends on the family of the pod network. */
export function* calicoBlockSize({ network: { cni, podCidrs } }: Draft): Problems {
  if (cni.kind !== 'calico') return;
  for (const [index, { family }] of podCidrs.entries()) {
    const [least, most] = BLOCK_SIZES[family];
    const size = cni.blockSizes[index] ?? DEFAULTS.blockSize[family];
    if (least <= size && size <= most) continue;
    yield error(at(CALICO, 'blockSize'), String(size), `is not a block size for IPv${family}`, `choose a number from ${least} to ${most}`);
  }
}

/** What WireGuard puts around a packet, in bytes. */
const WIREGUARD_BYTES = { 4: 60, 6: 80 } as const;

/** Largest packets of Ethernet as almost all networks have it, without and with jumbo frames. */
const ETHERNET = [1500, 9000] as const;

/** A size of packets that is written down leaves room for what WireGuard puts around them; one that Calico finds does. */
export function* calicoWireguard({ network: { cni, podCidrs } }: Draft): Problems {
  if (cni.kind !== 'calico' || !cni.wireguard || cni.mtu === undefined) return;
  const { mtu } = cni;
  const room = WIREGUARD_BYTES[podCidrs.some(({ family }) => family === 6) ? 6 : 4];
  const wire = ETHERNET.find((most) => most - room < mtu && mtu <= most);
  if (wire === undefined) return;
  const problem = `leaves no room for the ${room} bytes of WireGuard in a packet of ${wire}`;
  yield warning(at(CALICO, 'mtu'), String(mtu), problem, `use ${wire - room}, or leave the field out`);
}
