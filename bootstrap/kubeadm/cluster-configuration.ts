import { endpointHost, endpointHostPort } from '../../cluster/facts/api-server';
import { controlPlanes } from '../../cluster/facts/roles';
import type { Cluster, Network } from '../../cluster/model/cluster';
import { type Argument, argumentList } from './argument';

/**
 * What all control planes have in common.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-ClusterConfiguration
 */
export interface ClusterConfiguration {
  readonly apiVersion: 'kubeadm.k8s.io/v1beta4';
  readonly kind: 'ClusterConfiguration';
  /** Name of the cluster, in kubeconfigs. */
  readonly clusterName: string;
  /** `host:port`, IPv6 in brackets. Written for one control plane too: kubeadm cannot add it later. */
  readonly controlPlaneEndpoint: string;
  /** With a leading v. */
  readonly kubernetesVersion: string;
  /** Networks of pods and Services, and the domain of Services. */
  readonly networking: Networking;
  /** Flags of kube-apiserver, and the names and addresses in its certificate beside kubeadm's own. */
  readonly apiServer: Component & { readonly certSANs: readonly string[] };
  /** Flags of kube-controller-manager. */
  readonly controllerManager: Component;
  /** Flags of kube-scheduler. */
  readonly scheduler: Component;
  /** Flags of etcd, which runs on the control planes. */
  readonly etcd: { readonly local: Component };
  /** Whether kubeadm leaves out kube-proxy, because the network plugin does its work. */
  readonly proxy: { readonly disabled: boolean };
}

/** A component that runs as a static pod. */
export interface Component {
  /** Flags in addition to kubeadm's own, in the order of their names. */
  readonly extraArgs: readonly Argument[];
}

/** The networks, one or two with a comma between them, and the domain of Services. */
export interface Networking {
  /** Networks of the pods in CIDR notation. */
  readonly podSubnet: string;
  /** Networks of the Services in CIDR notation. */
  readonly serviceSubnet: string;
  /** Domain of the Services, such as cluster.local. */
  readonly dnsDomain: string;
}

/** Of the controller manager; kubeadm and it agree on them. */
const DEFAULT_MASK_SIZE = { 4: 24, 6: 64 } as const;

/** Every control plane's names and addresses, so that a certificate outlives the machine that it was made on, and second addresses, which kubeadm forgets. */
export const certSANs = (cluster: Cluster): readonly string[] => [
  ...new Set([
    endpointHost(cluster),
    ...controlPlanes(cluster.nodes).flatMap(({ name, addresses }) => [name, ...addresses.map(({ text }) => text)]),
    ...cluster.controlPlane.certSANs,
  ]),
];

/** By family also where there is one only: kubeadm checks the pod network against these flags and does not look at `node-cidr-mask-size`. */
const maskSizes = ({ podCidrs, nodeCidrMaskSizes }: Network): Readonly<Record<string, string>> =>
  Object.fromEntries(
    podCidrs.flatMap(({ family }, index) => {
      const size = nodeCidrMaskSizes[index];
      return size === undefined || size === DEFAULT_MASK_SIZE[family] ? [] : [[`node-cidr-mask-size-ipv${family}`, String(size)]];
    }),
  );

/** The controller manager does not start with both kinds of flag, so one of the spec keeps ours away. */
export const controllerManagerFlags = ({ network, kubeadm: { extraArgs } }: Cluster): Readonly<Record<string, string>> =>
  'node-cidr-mask-size' in extraArgs.controllerManager ? extraArgs.controllerManager : { ...maskSizes(network), ...extraArgs.controllerManager };

const commaList = (cidrs: readonly { readonly text: string }[]): string => cidrs.map(({ text }) => text).join(',');

/** The document that the first control plane puts into the cluster. */
export function clusterConfiguration(cluster: Cluster): ClusterConfiguration {
  const { network, kubeadm } = cluster;
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    clusterName: cluster.name,
    controlPlaneEndpoint: endpointHostPort(cluster),
    kubernetesVersion: `v${cluster.kubernetes.text}`,
    networking: { podSubnet: commaList(network.podCidrs), serviceSubnet: commaList(network.serviceCidrs), dnsDomain: network.dnsDomain },
    apiServer: { certSANs: certSANs(cluster), extraArgs: argumentList(kubeadm.extraArgs.apiServer) },
    controllerManager: { extraArgs: argumentList(controllerManagerFlags(cluster)) },
    scheduler: { extraArgs: argumentList(kubeadm.extraArgs.scheduler) },
    etcd: { local: { extraArgs: argumentList(kubeadm.extraArgs.etcd) } },
    proxy: { disabled: network.kubeProxy === 'none' },
  };
}
