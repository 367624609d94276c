import { encapsulationProtocol } from '../../cluster/facts/encapsulation';
import type { Cluster, Cni, KubeProxy } from '../../cluster/model/cluster';
import type { Constants } from './constants';

const PROXY_MODULES: Readonly<Record<KubeProxy, readonly string[]>> = {
  iptables: [],
  ipvs: ['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh'],
  nftables: ['nf_tables'],
  none: [],
};

/** What the network of pods uses; a kernel without its additional modules shows that at once, and not as pods that reach nobody. */
function networkModules(cni: Cni): readonly string[] {
  switch (cni.kind) {
    case 'calico':
      return [
        ...{ VXLAN: ['vxlan'], IPIP: ['ipip'], none: [] }[encapsulationProtocol(cni.encapsulation) ?? 'none'],
        ...(cni.wireguard ? ['wireguard'] : []),
        ...{ Iptables: ['ip_set', 'xt_set'], Nftables: ['nf_tables'], BPF: [] }[cni.dataplane],
      ];
    case 'flannel':
      return cni.backend === 'vxlan' ? ['vxlan'] : [];
    case 'kubeRouter':
      // Tunnels between machines of different subnets; its rules are made of sets.
      return ['ipip', 'ip_set', 'xt_set'];
    case 'none':
      return [];
  }
}

const hasStorage = ({ storage }: Cluster): boolean => storage.kind === 'rook';

/** Volumes of Ceph are mounted by machines that have no disk for it, too. */
const kernelModules = (cluster: Cluster): readonly string[] => [
  ...new Set([
    'overlay',
    'br_netfilter',
    ...PROXY_MODULES[cluster.network.kubeProxy],
    ...networkModules(cluster.network.cni),
    ...(hasStorage(cluster) ? ['rbd', 'ceph'] : []),
  ]),
];

/** A setting of the kernel, as sysctl names it. */
interface Setting {
  readonly name: string;
  readonly value: number;
  /** A limit: more is fine. */
  readonly atLeast?: true;
}

const settings = (cluster: Cluster): readonly Setting[] => [
  ...(cluster.network.podCidrs.some(({ family }) => family === 4) ? [{ name: 'net.ipv4.ip_forward', value: 1 }] : []),
  ...(cluster.network.podCidrs.some(({ family }) => family === 6) ? [{ name: 'net.ipv6.conf.all.forwarding', value: 1 }] : []),
  { name: 'net.bridge.bridge-nf-call-iptables', value: 1 },
  { name: 'net.bridge.bridge-nf-call-ip6tables', value: 1 },
  // Ubuntu's 128 instances are used up by the kubelet and some twenty pods.
  { name: 'fs.inotify.max_user_instances', value: 8192, atLeast: true },
  { name: 'fs.inotify.max_user_watches', value: 524_288, atLeast: true },
  // Preparing a disk for Ceph fails with EAGAIN where many disks share 65536.
  ...(hasStorage(cluster) ? [{ name: 'fs.aio-max-nr', value: 1_048_576, atLeast: true } as const] : []),
];

/** What a machine's kernel must have loaded and be told. */
export const kernelConstants = (cluster: Cluster): Constants => ({
  MODULES: kernelModules(cluster),
  // Name, `=` or `>=` for a limit, and value, with spaces between them.
  KERNEL_SETTINGS: settings(cluster).map(({ name, value, atLeast }) => `${name} ${atLeast === true ? '>=' : '='} ${value}`),
});
