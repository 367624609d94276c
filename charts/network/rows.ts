import { apiServerForPods } from '../../cluster/facts/api-server';
import type { Calico as CalicoSpec, Cluster, Cni, Flannel as FlannelSpec, KubeRouter as KubeRouterSpec } from '../../cluster/model/cluster';
import { ordered } from '../row/ordered-chart';
import { NETWORK_WORKS, available, calicoHas, established, everywhere } from '../row/wait';
import { type CalicoProps, Calico } from './calico/calico';
import { CALICO_OPERATOR_NAMESPACES, CalicoOperator } from './calico/operator';
import { CalicoWireguard } from './calico/wireguard';
import { FLANNEL_NAMESPACES, Flannel } from './flannel/flannel';
import { KubeRouter } from './kube-router/kube-router';

type With<Plugin extends Cni> = Cluster & { readonly network: { readonly cni: Plugin } };

const hasCalico = (cluster: Cluster): cluster is With<CalicoSpec> => cluster.network.cni.kind === 'calico';
const hasWireguard = (cluster: Cluster): cluster is With<CalicoSpec> => hasCalico(cluster) && cluster.network.cni.wireguard;
const hasFlannel = (cluster: Cluster): cluster is With<FlannelSpec> => cluster.network.cni.kind === 'flannel';
const hasKubeRouter = (cluster: Cluster): cluster is With<KubeRouterSpec> => cluster.network.cni.kind === 'kubeRouter';

function calicoProps({ network: { cni, podCidrs } }: With<CalicoSpec>): CalicoProps {
  const { encapsulation, bgp, dataplane, mtu, blockSizes, whisker } = cni;
  const pools = podCidrs.map(({ text }, index) => ({ cidr: text, ...(blockSizes[index] === undefined ? {} : { blockSize: blockSizes[index] }) }));
  return { pools, encapsulation, bgp, dataplane, ...(mtu === undefined ? {} : { mtu }), whisker };
}

/** The network of pods, by one plugin or another: from 0100 on. */
export const NETWORK = [
  ordered({
    id: '0100-calico-operator',
    chart: () => CalicoOperator,
    when: hasCalico,
    props: (cluster) => ({
      version: cluster.versions.tigeraOperator,
      ...(cluster.network.kubeProxy === 'none' ? { apiServer: apiServerForPods(cluster) } : {}),
    }),
    namespaces: CALICO_OPERATOR_NAMESPACES,
    waits: [
      available('tigera-operator', 'tigera-operator'),
      ...['installations', 'apiservers', 'goldmanes', 'whiskers'].map((kind) => established(`${kind}.operator.tigera.io`)),
    ],
  }),
  ordered({
    id: '0110-calico',
    chart: () => Calico,
    when: hasCalico,
    props: calicoProps,
    waits: [calicoHas('calico'), ...NETWORK_WORKS, calicoHas('apiserver')],
  }),
  ordered({
    id: '0115-calico-wireguard',
    chart: () => CalicoWireguard,
    when: hasWireguard,
    props: ({ network }) => ({ families: network.podCidrs.map(({ family }) => family) }),
    waits: [everywhere('calico-system', 'calico-node')],
  }),
  ordered({
    id: '0120-flannel',
    chart: () => Flannel,
    when: hasFlannel,
    props: (cluster) => ({
      network: cluster.network.podCidrs[0].text,
      backend: cluster.network.cni.backend,
      apiServer: apiServerForPods(cluster),
      version: cluster.versions.flannel,
      cniPluginVersion: cluster.versions.flannelCniPlugin,
    }),
    namespaces: FLANNEL_NAMESPACES,
    waits: [everywhere('kube-flannel', 'kube-flannel-ds'), ...NETWORK_WORKS],
  }),
  ordered({
    id: '0130-kube-router',
    chart: () => KubeRouter,
    when: hasKubeRouter,
    props: ({ versions }) => ({ version: versions.kubeRouter }),
    waits: [everywhere('kube-system', 'kube-router'), ...NETWORK_WORKS],
  }),
] as const;
