import type { Calico as CalicoSpec, Cluster, Cni, Flannel as FlannelSpec, KubeRouter as KubeRouterSpec } from '../cluster/cluster';
import type { ApiServerEndpoint } from './api-server';
import { Calico, type CalicoProps } from './calico/calico';
import { CALICO_OPERATOR_NAMESPACES, CalicoOperator } from './calico/operator';
import { FLANNEL_NAMESPACES, Flannel } from './flannel/flannel';
import { KubeRouter } from './kube-router/kube-router';
import { Namespaces, type RequiredNamespace } from './namespaces';
import { type OrderedChart, ordered } from './ordered-chart';
import { ROOK_NAMESPACE, ROOK_NAMESPACES } from './rook/namespace';
import { sampleCharts } from './sample-charts';
import { SAMPLES, hasSamples } from './samples/order';
import { storageCharts } from './storage-charts';
import { hasRook, hasToolbox, rookClusterProps, rookOperatorProps, rookPoolsProps, snapshotControllerProps, storageClassesProps } from './storage-props';
import { ALL_ESTABLISHED, NETWORK, type Wait, available, calicoHas, established, everywhere, rookHas } from './wait';

type With<Plugin extends Cni> = Cluster & { readonly network: { readonly cni: Plugin } };

const hasCalico = (cluster: Cluster): cluster is With<CalicoSpec> => cluster.network.cni.kind === 'calico';
const hasFlannel = (cluster: Cluster): cluster is With<FlannelSpec> => cluster.network.cni.kind === 'flannel';
const hasKubeRouter = (cluster: Cluster): cluster is With<KubeRouterSpec> => cluster.network.cni.kind === 'kubeRouter';

/** Of the charts that name namespaces: `Namespaces` itself is none of them, so asking this does not ask itself. */
const namespacesFor = (cluster: Cluster): readonly RequiredNamespace[] =>
  CHARTS.filter(({ namespaces, isFor }) => namespaces.length > 0 && isFor(cluster)).flatMap(({ namespaces }) => namespaces);

const needsNamespaces = (cluster: Cluster): cluster is Cluster => namespacesFor(cluster).length > 0;

/** The machines' /etc/hosts tells them the endpoint's name, but pods do not read it: they get the address behind it. */
function apiServerOf({ controlPlane: { endpoint }, nodes }: Cluster): ApiServerEndpoint {
  const { host, port, address } = endpoint;
  const machine = endpoint.kind === 'name' ? nodes.find(({ role }) => role === 'control-plane') : undefined;
  return { host: (machine?.addresses[0] ?? address)?.text ?? host, port };
}

function calicoProps({ network: { cni, podCidrs } }: With<CalicoSpec>): CalicoProps {
  const { encapsulation, bgp, dataplane, mtu, blockSizes, whisker } = cni;
  const pools = podCidrs.map(({ text }, index) => ({ cidr: text, ...(blockSizes[index] === undefined ? {} : { blockSize: blockSizes[index] }) }));
  return { pools, encapsulation, bgp, dataplane, ...(mtu === undefined ? {} : { mtu }), whisker };
}

const nothing = (): Record<string, never> => ({});

/** What `0240-ceph-pools` may hold; of these at least the first are always there. */
const OFFERED = ['cephblockpools', 'cephfilesystems', 'cephfilesystemsubvolumegroups', 'cephobjectstores', 'cephnfses']
  .map((kind) => `${kind}.ceph.rook.io`)
  .join(',');

/**
 * Every chart, in the order in which `kubectl apply -f dist/` meets them. A file keeps its number for good; the gaps are for charts to come, and the
 * number is part of the id because cdk8s, left to number by itself, would shift them. So no chart may depend on another: the order is this list.
 */
export const CHARTS: readonly OrderedChart[] = [
  ordered({ id: '0000-namespaces', chart: () => Namespaces, when: needsNamespaces, props: (cluster) => ({ namespaces: namespacesFor(cluster) }) }),

  // From 0050 on: custom resource definitions.
  ordered({ id: '0050-rook-crds', chart: () => storageCharts().RookCrds, when: hasRook, props: nothing }),
  ordered({ id: '0055-ceph-csi-crds', chart: () => storageCharts().CephCsiCrds, when: hasRook, props: nothing }),
  ordered({ id: '0060-snapshot-crds', chart: () => storageCharts().SnapshotCrds, when: hasRook, props: nothing, waits: [ALL_ESTABLISHED] }),
  ordered({ id: '0065-gateway-api-crds', chart: () => sampleCharts().GatewayApiCrds, when: hasSamples, props: nothing, waits: [ALL_ESTABLISHED] }),

  // From 0100 on: the network of pods, by one plugin or another.
  ordered({
    id: '0100-calico-operator',
    chart: () => CalicoOperator,
    when: hasCalico,
    props: (cluster) => ({
      version: cluster.versions.tigeraOperator,
      ...(cluster.network.kubeProxy === 'none' ? { apiServer: apiServerOf(cluster) } : {}),
    }),
    namespaces: CALICO_OPERATOR_NAMESPACES,
    waits: [
      available('tigera-operator', 'tigera-operator'),
      ...['installations', 'apiservers', 'goldmanes', 'whiskers'].map((kind) => established(`${kind}.operator.tigera.io`)),
    ],
  }),
  ordered({ id: '0110-calico', chart: () => Calico, when: hasCalico, props: calicoProps, waits: [calicoHas('calico'), ...NETWORK, calicoHas('apiserver')] }),
  ordered({
    id: '0120-flannel',
    chart: () => Flannel,
    when: hasFlannel,
    props: (cluster) => ({
      network: cluster.network.podCidrs[0].text,
      backend: cluster.network.cni.backend,
      apiServer: apiServerOf(cluster),
      version: cluster.versions.flannel,
      cniPluginVersion: cluster.versions.flannelCniPlugin,
    }),
    namespaces: FLANNEL_NAMESPACES,
    waits: [everywhere('kube-flannel', 'kube-flannel-ds'), ...NETWORK],
  }),
  ordered({
    id: '0130-kube-router',
    chart: () => KubeRouter,
    when: hasKubeRouter,
    props: ({ versions }) => ({ version: versions.kubeRouter }),
    waits: [everywhere('kube-system', 'kube-router'), ...NETWORK],
  }),

  // From 0200 on: storage.
  ordered({ id: '0200-rook-common', chart: () => storageCharts().RookCommon, when: hasRook, props: nothing, namespaces: ROOK_NAMESPACES }),
  ordered({
    id: '0210-ceph-csi-operator',
    chart: () => storageCharts().CephCsiOperator,
    when: hasRook,
    props: ({ versions }) => ({ version: versions.cephCsiOperator }),
    waits: [available(ROOK_NAMESPACE, 'ceph-csi-controller-manager')],
  }),
  ordered({
    id: '0220-rook-operator',
    chart: () => storageCharts().RookOperator,
    when: hasRook,
    props: rookOperatorProps,
    waits: [available(ROOK_NAMESPACE, 'rook-ceph-operator')],
  }),
  ordered({
    id: '0230-ceph-cluster',
    chart: () => storageCharts().RookCluster,
    when: hasRook,
    props: rookClusterProps,
    waits: [rookHas('the Ceph cluster is ready', ROOK_NAMESPACE, [`cephcluster/${ROOK_NAMESPACE}`])],
  }),
  ordered({
    id: '0240-ceph-pools',
    chart: () => storageCharts().RookPools,
    when: hasRook,
    props: rookPoolsProps,
    waits: [rookHas('all that Ceph offers is ready', ROOK_NAMESPACE, [OFFERED, '--all'])],
  }),
  ordered({ id: '0250-storage-classes', chart: () => storageCharts().StorageClasses, when: hasRook, props: storageClassesProps }),
  ordered({
    id: '0260-rook-toolbox',
    chart: () => storageCharts().RookToolbox,
    when: hasToolbox,
    props: ({ versions }) => ({ version: versions.ceph }),
  }),
  ordered({
    id: '0270-snapshot-controller',
    chart: () => storageCharts().SnapshotController,
    when: hasRook,
    props: snapshotControllerProps,
    waits: [available('kube-system', 'snapshot-controller')],
  }),

  // From 0500 on: samples.
  ...SAMPLES,
];

/** The files of a cluster's charts in their order, each with what must come true after it. */
export const stagesOf = (cluster: Cluster): readonly { readonly file: string; readonly waits: readonly Wait[] }[] =>
  CHARTS.filter(({ isFor }) => isFor(cluster)).map(({ id, waits }) => ({ file: `${id}.k8s.yaml`, waits }));
