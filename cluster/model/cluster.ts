import type { Address, AddressRange, Cidr } from '../values/cidr';
import type { Duration } from '../values/duration';
import type { KernelVersion } from '../values/kernel-version';
import type { Problem } from '../values/problem';
import type { Quantity } from '../values/quantity';
import type { KubernetesVersion, Pins } from '../values/versions';
import type { Storage } from './storage';

/**
 * A cluster, complete: parsed, all defaults filled in, all rules passed, frozen.
 * Everything that is synthesized is read from here, and nobody writes back.
 */
export interface Cluster {
  /** Names the cluster in kubeconfigs and in kubeadm's `clusterName`. */
  readonly name: string;
  /** The Kubernetes release, parsed. */
  readonly kubernetes: KubernetesVersion;
  /** Whether control planes get kubectl-convert, of the same version. */
  readonly kubectlConvert: boolean;
  /** The version of every other component. */
  readonly versions: Pins;
  /** Networks of machines, pods and Services, and what runs them. */
  readonly network: Network;
  /** Where the API server is reached, and what control planes take. */
  readonly controlPlane: ControlPlane;
  /** What kubeadm gets in addition. */
  readonly kubeadm: Kubeadm;
  /** Where machines get what they install. */
  readonly sources: Sources;
  /** What stands between the machines and the Internet. */
  readonly proxy: Proxy;
  /** How the desk reaches the machines. */
  readonly ssh: Ssh;
  /** What holds volumes. */
  readonly storage: Storage;
  /** Whether the sample workloads run. */
  readonly samples: boolean;
  /** In the order of the spec. */
  readonly nodes: readonly Node[];
  /** Problems of the spec that did not keep it from becoming a cluster. */
  readonly warnings: readonly Problem[];
}

/** One network, or two of different families: the first is the primary one, as kubeadm has it. */
export type Cidrs = readonly [Cidr, ...Cidr[]];

/** The networks of a cluster; all have the same families in the same order. */
export interface Network {
  /** Where the machines have their addresses. */
  readonly nodeCidrs: Cidrs;
  /** The networks of the pods, IPv4 or IPv6 or one of each. */
  readonly podCidrs: Cidrs;
  /** The networks of the Services, in the order of podCidrs. */
  readonly serviceCidrs: Cidrs;
  /** Bits of the part of each pod network that the controller manager gives to a node, in the order of `podCidrs`. */
  readonly nodeCidrMaskSizes: readonly number[];
  /** Domain of Services and pods, such as cluster.local. */
  readonly dnsDomain: string;
  /** Addresses for Services of type LoadBalancer; none when empty. */
  readonly loadBalancerAddresses: readonly AddressRange[];
  /** The network plugin, with its settings. */
  readonly cni: Cni;
  /** Mode of kube-proxy; none where the network plugin does its work. */
  readonly kubeProxy: KubeProxy;
}

/** Mode of kube-proxy; `none`: it is not installed, something else does its work. */
export type KubeProxy = 'iptables' | 'ipvs' | 'nftables' | 'none';

/** The network plugin. */
export type Cni = Calico | Flannel | KubeRouter | NoCni;

/** Calico, installed by the Tigera operator. */
export interface Calico {
  readonly kind: 'calico';
  /** How packets between pods of two machines travel. */
  readonly encapsulation: 'IPIP' | 'IPIPCrossSubnet' | 'None' | 'VXLAN' | 'VXLANCrossSubnet';
  /** Whether machines tell each other their pod networks by BGP. */
  readonly bgp: 'Disabled' | 'Enabled';
  /** What filters and forwards packets. */
  readonly dataplane: 'BPF' | 'Iptables' | 'Nftables';
  /** Largest packet of pods, in bytes; undefined: Calico detects it. */
  readonly mtu: number | undefined;
  /** Prefix length of the blocks that nodes take addresses from, in the order of `podCidrs`. */
  readonly blockSizes: readonly number[];
  /** Whether what pods of two machines send each other is encrypted with WireGuard. */
  readonly wireguard: boolean;
  /** Whether Goldmane and Whisker, Calico's flow log and its page, are installed. */
  readonly whisker: boolean;
}

/** Flannel. */
export interface Flannel {
  readonly kind: 'flannel';
  /** How packets between pods of two machines travel. */
  readonly backend: 'host-gw' | 'vxlan';
}

/** kube-router. */
export interface KubeRouter {
  readonly kind: 'kubeRouter';
}

/** No network plugin: nodes stay NotReady until the user brings one. */
export interface NoCni {
  readonly kind: 'none';
}

/** What all control planes have in common. */
export interface ControlPlane {
  /** Where the API server is reached. */
  readonly endpoint: Endpoint;
  /** Whether workloads may run on control planes: without it they keep their NoSchedule taint. */
  readonly schedulable: boolean;
  /** More names and addresses for the API server's certificate, beside the endpoint's and the machines'. */
  readonly certSANs: readonly string[];
}

/** Where the API server is reached. */
export interface Endpoint {
  /**
   * `name`: a name that every machine's /etc/hosts gives the address of the one control plane.
   * `vip`: an address that moves between control planes.
   * `loadBalancer`: somebody else's load balancer.
   */
  readonly kind: 'loadBalancer' | 'name' | 'vip';
  /** Name or address, without port and brackets. */
  readonly host: string;
  /** Port of the API server. */
  readonly port: number;
  /** `host`, when it is an address. */
  readonly address: Address | undefined;
}

/** Settings that kubeadm gets as they are. */
export interface Kubeadm {
  /** kubeadm's `timeouts` by kubeadm's names; only those that the spec sets. */
  readonly timeouts: Readonly<Partial<Record<KubeadmTimeout, Duration>>>;
  /** Flags of each component, without leading dashes; only those that the spec sets. */
  readonly extraArgs: Readonly<Record<KubeadmComponent, Readonly<Record<string, string>>>>;
  /** Names of kubeadm's preflight checks whose errors it shows as warnings, in init and in join. */
  readonly ignorePreflightErrors: readonly string[];
}

/** A step that kubeadm waits for, by its name in kubeadm's `timeouts`. */
export type KubeadmTimeout =
  'controlPlaneComponentHealthCheck' | 'discovery' | 'etcdAPICall' | 'kubeletHealthCheck' | 'kubernetesAPICall' | 'tlsBootstrap' | 'upgradeManifests';

/** A component that kubeadm starts. */
export type KubeadmComponent = 'apiServer' | 'controllerManager' | 'etcd' | 'kubelet' | 'scheduler';

/** Where machines download what they install: upstream, or mirrors of it. */
export interface Sources {
  /** The apt repository of kubelet, kubeadm and kubectl. */
  readonly kubernetes: AptSource;
  /** Undefined fields are decided on the machine, which knows its distribution: Docker's repository, the codename as suite. */
  readonly containerd: { readonly [Field in keyof AptSource]: string | undefined } & { readonly suite: string | undefined };
  /** Single programs of Kubernetes: below the URL as upstream has them, `vX.Y.Z/bin/linux/ARCH/…`, each with its `.sha256`. */
  readonly binaries: {
    readonly url: string;
    /** SHA-256 sum of kubectl-convert by architecture, in small letters; undefined: what the URL says. */
    readonly sha256: Readonly<Record<Node['arch'], string | undefined>>;
  };
  /** Registry host → URL of its mirror, for those that have one. */
  readonly registries: Readonly<Record<string, string>>;
  /** What registries and mirrors ask of who pulls from them; one item a host. */
  readonly registryAccess: readonly RegistryAccess[];
}

/** How machines get at a registry or a mirror. */
export interface RegistryAccess {
  /** As images and URLs have it, with its port unless that is the usual one. */
  readonly host: string;
  /** Path at the desk of a certificate; undefined: the authorities that the machine knows. */
  readonly ca: string | undefined;
  /** Where cluster.sh gets USER:PASSWORD from; undefined: none is needed. */
  readonly login: { readonly kind: 'command' | 'file'; readonly text: string } | undefined;
}

/** A repository of packages. */
export interface AptSource {
  /** As in the deb line. */
  readonly url: string;
  /** URL of the key that it is signed with, ASCII-armored. */
  readonly key: string;
  /** Fingerprint of that key, 40 or 64 hexadecimal digits in capitals; undefined: any key is taken. */
  readonly fingerprint: string | undefined;
}

/** Proxies for HTTP on the way to the Internet. */
export interface Proxy {
  /** URL of the proxy for `http://`; undefined: none. */
  readonly http: string | undefined;
  /** URL of the proxy for `https://`; undefined: none. */
  readonly https: string | undefined;
  /** What the spec excepts beside all networks of the cluster; `noProxy` in `facts/` is the whole list. */
  readonly noProxy: readonly string[];
}

/** How the desk reaches the machines; undefined fields are left to ssh and its configuration. */
export interface Ssh {
  /** User on the machines; undefined: as ssh has it. */
  readonly user: string | undefined;
  /** Port of ssh on the machines; undefined: as ssh has it. */
  readonly port: number | undefined;
  /** Path of a private key at the desk. */
  readonly key: string | undefined;
  /** Path of an ssh configuration file at the desk. */
  readonly config: string | undefined;
}

/** A machine. */
export interface Node {
  /** Host name of the machine, as `hostname` prints it there, and name of the Kubernetes node. */
  readonly name: string;
  /** One address a family, in the order of `network.nodeCidrs`. */
  readonly addresses: readonly [Address, ...Address[]];
  /** Whether the machine is a control plane. */
  readonly role: 'control-plane' | 'worker';
  /** Architecture of the processor. */
  readonly arch: 'amd64' | 'arm64';
  /** Memory of the machine; undefined: not known. */
  readonly memory: Quantity | undefined;
  /** The kernel that it runs; undefined: not known. */
  readonly kernel: KernelVersion | undefined;
  /** Disks for storage. */
  readonly disks: readonly Disk[];
  /** Will leave the cluster again: carries no monitor, and the plan shows what is left without it. */
  readonly temporary: boolean;
  /** Labels of the node, text by key, beside those of its role. */
  readonly labels: Readonly<Record<string, string>>;
  /** The taints of the spec, without the control plane's own. */
  readonly taints: readonly Taint[];
}

/** Keeps pods away that do not tolerate it. */
export interface Taint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint; undefined: it has none. */
  readonly value: string | undefined;
  /** What happens to pods that do not tolerate the taint. */
  readonly effect: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';
}

/** A disk that storage may take as a whole. */
export interface Disk {
  /** A name that stays: below /dev/disk/by-id/ or /dev/disk/by-path/. */
  readonly device: string;
  /** Size that the disk must have; undefined: not checked. */
  readonly size: Quantity | undefined;
  /** `hdd`, `ssd`, `nvme` or a name of one's own; undefined: Ceph detects it. */
  readonly deviceClass: string | undefined;
  /** A faster disk of the same machine, by a name that stays, for the databases of this one. */
  readonly metadataDevice: string | undefined;
  /** Room on `metadataDevice` for the database of each OSD of this disk; undefined: Ceph divides it. */
  readonly databaseSize: Quantity | undefined;
  /** Whether its data is encrypted with dm-crypt. */
  readonly encrypted: boolean;
  /** Number of OSDs that share it. */
  readonly osdsPerDevice: number;
}
