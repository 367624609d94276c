import { App } from 'cdk8s';
import { kubeadmDocuments } from '../../bootstrap/kubeadm/documents';
import { MetalCluster } from '../../charts/metal-cluster';
import { VALID_SPECS, clusterOf } from '../cluster/specs';

/* The life of one datum: written once in cluster.yaml, said by every output in the same words. */

const clusters = VALID_SPECS.map((file) => [file, clusterOf(file)] as const);

/** Every value of a field of that name, anywhere below. */
const valuesOf = (name: string, value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([field, part]: [string, unknown]) => (field === name ? [part] : valuesOf(name, part)))
    : [];

const outputs = (cluster: (typeof clusters)[number][1]) => {
  const app = new App();
  new MetalCluster(app, cluster.name, { cluster, warn: () => undefined });
  return {
    manifests: app.charts.flatMap((chart) => chart.toJson() as readonly unknown[]),
    kubeadm: cluster.nodes.map((node) => kubeadmDocuments(cluster, node)),
  };
};

test.each(clusters)('%s: the pod network is the same everywhere', (_, cluster) => {
  const { manifests, kubeadm } = outputs(cluster);
  const podCidr = cluster.network.podCidrs.map(({ text }) => text).join(',');
  expect(valuesOf('podSubnet', kubeadm)).toEqual([podCidr]);
  const pools = valuesOf('ipPools', manifests).map((list) => valuesOf('cidr', list).join(','));
  const flannel = valuesOf('net-conf.json', manifests).map((text) => (JSON.parse(String(text)) as { readonly Network: string }).Network);
  const expected: Readonly<Record<string, number>> = { calico: 1, flannel: 1, kubeRouter: 0, none: 0 };
  expect([...pools, ...flannel]).toEqual(Array.from({ length: expected[cluster.network.cni.kind] ?? -1 }, () => podCidr));
});

test.each(clusters)('%s: rendered twice, it says the same, and the cluster stays as it was', (_, cluster) => {
  const before = structuredClone(cluster);
  expect(outputs(cluster)).toEqual(outputs(cluster));
  expect(cluster).toEqual(before);
});
