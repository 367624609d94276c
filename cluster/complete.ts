import type { Calico, Cluster, Cni, Disk, Endpoint, KubeProxy, Network, Node } from './cluster';
import { type Address, type AddressRange, type Cidr, type Family, bitsOf, tryParseAddress, tryParseCidr, tryParseRange } from './cidr';
import { DEFAULTS } from './defaults';
import { type Path, type Problem, error } from './problem';
import { tryParseQuantity } from './quantity';
import type { ClusterSpec } from './spec';
import { OPERATOR_OF_CALICO, PINS, tryParseKubernetesVersion } from './versions';

type NodeSpec = ClusterSpec['nodes'][number];
type NetworkSpec = NonNullable<ClusterSpec['network']>;

/** A cluster in the making: what could not be parsed is missing from its lists, so that the rules can still look at the rest. */
export type Draft = Omit<Cluster, 'kubernetes' | 'network' | 'nodes'> & {
  readonly kubernetes: Cluster['kubernetes'] | undefined;
  readonly network: Omit<Network, 'nodeCidrs' | 'podCidrs' | 'serviceCidrs'> & Readonly<Record<'nodeCidrs' | 'podCidrs' | 'serviceCidrs', readonly Cidr[]>>;
  readonly nodes: readonly DraftNode[];
};

export type DraftNode = Omit<Node, 'addresses'> & { readonly addresses: readonly Address[] };

/** Notes what is wrong, and goes on. */
type Report = (problem: Problem) => void;

/** Drops undefined and reports it. */
function parsed<T>(text: string, parse: (text: string) => T | undefined, complaint: () => Problem, report: Report): readonly T[] {
  const value = parse(text);
  if (value !== undefined) return [value];
  report(complaint());
  return [];
}

/** One value, or two of different families with a comma between them: kubeadm's and the kubelet's notation. */
const parts = (text: string): readonly string[] => text.split(',').map((part) => part.trim());

function pair<T extends { readonly family: Family }>(path: Path, text: string, values: readonly T[], report: Report): readonly T[] {
  const [first, second] = values;
  if (values.length > 2 || (first !== undefined && first.family === second?.family)) {
    report(error(path, text, 'names more than one of a family', 'write one, or one of IPv4 and one of IPv6 with a comma between them'));
  }
  return values;
}

function cidrs(path: Path, text: string, report: Report): readonly Cidr[] {
  const complaint = (part: string) => () => error(path, part, 'is not a network', 'write an address and a prefix length, such as 192.168.0.0/24');
  const values = parts(text).flatMap((part) => parsed(part, tryParseCidr, complaint(part), report));
  for (const [index, value] of values.entries()) {
    const written = parts(text)[index];
    if (values.length === parts(text).length && written !== undefined && tryParseAddress(written.split('/')[0] ?? '')?.value !== value.first) {
      report(error(path, written, 'has bits behind its prefix', `write ${value.text}`));
    }
  }
  return pair(path, text, values, report);
}

function addresses(path: Path, text: string, report: Report): readonly Address[] {
  const complaint = (part: string) => () => error(path, part, 'is not an address', 'write an IPv4 address such as 192.168.0.11, or an IPv6 address such as fd00::11');
  return pair(path, text, parts(text).flatMap((part) => parsed(part, tryParseAddress, complaint(part), report)), report);
}

const ranges = (texts: readonly string[], report: Report): readonly AddressRange[] =>
  texts.flatMap((text, index) =>
    parsed(text, tryParseRange, () => error(['network', 'loadBalancerAddresses', index], text, 'is neither a range nor a network', 'write 192.168.0.200-192.168.0.220 or 192.168.0.208/28'), report),
  );

function completeCalico(spec: NonNullable<NonNullable<NetworkSpec['cni']>['calico']>, pods: readonly Cidr[]): Calico {
  return {
    kind: 'calico',
    encapsulation: spec.encapsulation ?? DEFAULTS.encapsulation,
    bgp: spec.bgp ?? DEFAULTS.bgp,
    dataplane: spec.dataplane ?? DEFAULTS.dataplane,
    mtu: spec.mtu,
    // A block size in the spec is meant for the first network; IPv6 beside IPv4 keeps Calico's default.
    blockSizes: pods.map(({ family }, index) => (index === 0 ? spec.blockSize : undefined) ?? DEFAULTS.blockSize[family]),
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

function completeNetwork(spec: NetworkSpec, nodes: number, report: Report): Draft['network'] {
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

function completeDisk(path: Path, spec: NonNullable<NodeSpec['disks']>[number], report: Report): Disk {
  const [size] =
    spec.size === undefined ? [] : parsed(spec.size, tryParseQuantity, () => error([...path, 'size'], spec.size, 'is not an amount of bytes', 'write a number and a unit, such as 1Ti or 500G'), report);
  return { device: spec.device, size };
}

function completeNode(spec: NodeSpec, index: number, report: Report): DraftNode {
  return {
    name: spec.name,
    addresses: addresses(['nodes', index, 'address'], spec.address, report),
    role: spec.role ?? DEFAULTS.role,
    arch: spec.arch ?? DEFAULTS.arch,
    disks: (spec.disks ?? []).map((disk, place) => completeDisk(['nodes', index, 'disks', place], disk, report)),
    temporary: spec.temporary ?? false,
    labels: spec.labels ?? {},
    taints: (spec.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect })),
  };
}

const LOAD_BALANCER = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/;

function completeEndpoint(spec: NonNullable<NonNullable<ClusterSpec['controlPlane']>['endpoint']>, report: Report): Endpoint {
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
    const [address] = parsed(spec.vip, tryParseAddress, () => error([...path, 'vip'], spec.vip, 'is not an address', 'write a free address of nodeCidr'), report);
    return { kind: 'vip', host: address?.text ?? '', port, address };
  }
  return { kind: 'name', host: spec.name ?? DEFAULTS.endpointName, port, address: undefined };
}

function completeKubernetes(text: string, report: Report): Draft['kubernetes'] {
  const [version] = parsed(text, tryParseKubernetesVersion, () => error(['kubernetes'], text, 'is not a full release', `write major.minor.patch, such as ${DEFAULTS.kubernetes}`), report);
  return version;
}

/** The one place where defaults are filled in: spec → cluster, with everything parsed that has a form of its own. */
export function complete(spec: ClusterSpec): { readonly draft: Draft; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const nodes = spec.nodes.map((node, index) => completeNode(node, index, report));
  const calico = spec.versions?.calico ?? PINS.calico;
  const { apiServer = {}, controllerManager = {}, etcd = {}, kubelet = {}, scheduler = {} } = spec.kubeadm?.extraArgs ?? {};
  const draft: Draft = {
    name: spec.name ?? DEFAULTS.name,
    kubernetes: completeKubernetes(spec.kubernetes ?? DEFAULTS.kubernetes, report),
    versions: { ...PINS, ...spec.versions, tigeraOperator: OPERATOR_OF_CALICO[calico] ?? PINS.tigeraOperator },
    network: completeNetwork(spec.network ?? {}, nodes.length, report),
    controlPlane: {
      endpoint: completeEndpoint(spec.controlPlane?.endpoint ?? {}, report),
      // Without a worker nothing could run otherwise.
      schedulable: spec.controlPlane?.schedulable ?? !nodes.some(({ role }) => role === 'worker'),
      certSANs: spec.controlPlane?.certSANs ?? [],
    },
    kubeadm: { timeouts: spec.kubeadm?.timeouts ?? {}, extraArgs: { apiServer, controllerManager, etcd, kubelet, scheduler } },
    nodes,
  };
  return { draft, problems };
}
