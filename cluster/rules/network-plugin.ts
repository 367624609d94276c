import { encapsulationProtocol } from '../facts/encapsulation';
import type { Calico } from '../model/cluster';
import type { Draft } from '../model/draft';
import { DEFAULTS } from '../spec/defaults';
import { type Problem, error, warning } from '../values/problem';
import type { Rule } from './rule';

const NAMES = { calico: 'Calico', flannel: 'flannel', kubeRouter: 'kube-router', none: 'no plugin' } as const;

/** IPv6 works with Calico; the charts of the other plugins set up IPv4 only. */
export const ipv6NeedsCalico: Rule = ({ network }) => {
  const { cni } = network;
  if (cni.kind === 'calico' || cni.kind === 'none') return [];
  return network.podCidrs
    .filter(({ family }) => family === 6)
    .map((cidr) =>
      error(['network', 'podCidr'], cidr.text, `is IPv6, and ${NAMES[cni.kind]} is set up for IPv4 only`, 'use cni: { calico: {} }, or IPv4 networks'),
    );
};

const at = (field: string): readonly string[] => ['network', 'cni', 'calico', field];

const PROXY_MODES = { BPF: ['none'], Iptables: ['iptables', 'ipvs'], Nftables: ['nftables'] } as const satisfies Readonly<
  Record<Calico['dataplane'], readonly string[]>
>;

/** The dataplane and kube-proxy write their rules with the same means. */
export const calicoDataplane: Rule = ({ network: { cni, kubeProxy } }) => {
  const modes: readonly string[] | undefined = cni.kind === 'calico' ? PROXY_MODES[cni.dataplane] : undefined;
  if (cni.kind !== 'calico' || modes === undefined || modes.includes(kubeProxy)) return [];
  return [
    error(['network', 'kubeProxy'], kubeProxy, `does not work with Calico's dataplane ${cni.dataplane}`, `use ${modes.join(' or ')}, or leave the field out`),
  ];
};

/** Without kube-proxy Calico itself must reach the API server, before there is a DNS in the cluster. */
export const calicoBpfEndpoint: Rule = ({ network: { cni, kubeProxy }, controlPlane: { endpoint } }) =>
  cni.kind === 'calico' && kubeProxy === 'none' && endpoint.kind === 'loadBalancer' && endpoint.host !== '' && endpoint.address === undefined
    ? [
        error(
          ['controlPlane', 'endpoint', 'loadBalancer'],
          endpoint.host,
          "is a name, and with Calico's dataplane BPF it must be reached before the cluster has a DNS",
          'write its address, as in 192.168.0.10:6443',
        ),
      ]
    : [];

/** Somebody has to make Services work. */
export const kubeProxyNeeded: Rule = ({ network: { cni, kubeProxy } }) =>
  kubeProxy === 'none' && (cni.kind === 'flannel' || cni.kind === 'kubeRouter')
    ? [
        error(
          ['network', 'kubeProxy'],
          'none',
          `leaves Services without anybody to forward them: ${NAMES[cni.kind]} does not do it here`,
          'leave the field out',
        ),
      ]
    : [];

/** ipvs is on its way out. */
export const kubeProxyIpvs: Rule = ({ network: { kubeProxy } }) =>
  kubeProxy === 'ipvs' ? [warning(['network', 'kubeProxy'], 'ipvs', 'is deprecated since Kubernetes 1.35', 'use nftables, or leave the field out')] : [];

/** Encapsulation: IPIP is IPv4 only; without BGP nobody knows the routes that IPIP and unwrapped packets need. */
export const calicoEncapsulation: Rule = ({ network: { cni, podCidrs } }) => {
  if (cni.kind !== 'calico') return [];
  const ipip = encapsulationProtocol(cni.encapsulation) === 'IPIP';
  const problems: Problem[] = [];
  if (ipip && podCidrs.some(({ family }) => family === 6))
    problems.push(error(at('encapsulation'), cni.encapsulation, 'cannot carry IPv6', 'use VXLANCrossSubnet, VXLAN or None'));
  if (cni.bgp === 'Disabled' && (ipip || cni.encapsulation === 'None'))
    problems.push(error(at('encapsulation'), cni.encapsulation, 'needs BGP, which is Disabled', 'enable bgp, or use VXLAN'));
  return problems;
};

const BLOCK_SIZES = { 4: [20, 32], 6: [116, 128] } as const;

/** Blocks have a size that Calico takes, and the family of the pod network. */
export const calicoBlockSize: Rule = ({ network: { cni, podCidrs } }: Draft) => {
  if (cni.kind !== 'calico') return [];
  return podCidrs.flatMap(({ family }, index) => {
    const [least, most] = BLOCK_SIZES[family];
    const size = cni.blockSizes[index] ?? DEFAULTS.blockSize[family];
    return size >= least && size <= most
      ? []
      : [error(at('blockSize'), String(size), `is no block size for IPv${family}`, `choose a number from ${least} to ${most}`)];
  });
};
