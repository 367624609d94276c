import { App } from 'cdk8s';
import { MetalCluster } from '../../../charts/metal-cluster';
import { CHARTS, stagesOf } from '../../../charts/order';
import { rookPoolsProps } from '../../../charts/storage/props';
import { RookPools } from '../../../charts/storage/rook/rook-pools';
import { exampleCluster, storageCluster, withRook } from '../example-cluster';
import { asObjects } from '../objects';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const PLUGINS = [{ calico: {} }, { flannel: {} }, { kubeRouter: {} }, { none: {} }];

/** All of the kinds that `0240-ceph-pools` can hold; a test of its own says so. */
const OFFERED = /^cephblockpools\.ceph\.rook\.io,/;

/** What comes from elsewhere: kubeadm's DNS, the operator's kinds and its words on them. */
const FOREIGN = [
  'deployment/coredns',
  'nodes',
  'customresourcedefinitions',
  /^customresourcedefinition\/[a-z]+\.operator\.tigera\.io$/,
  /^tigerastatus\/(calico|apiserver)$/,
  OFFERED,
];

const manifestsOf = (cluster: ReturnType<typeof exampleCluster>): readonly Manifest[] => {
  const app = new App();
  new MetalCluster(app, cluster.name, { cluster });
  return app.charts.flatMap((chart) => chart.toJson() as Manifest[]);
};

test.each([
  [{ calico: {} }, ['0000-namespaces.k8s.yaml: 0', '0100-calico-operator.k8s.yaml: 5', '0110-calico.k8s.yaml: 4']],
  [{ flannel: {} }, ['0000-namespaces.k8s.yaml: 0', '0120-flannel.k8s.yaml: 3']],
  [{ kubeRouter: {} }, ['0130-kube-router.k8s.yaml: 3']],
  [{ none: {} }, []],
])('%j: each file is a stage, with so many waits after it', (cni, expected) => {
  expect(stagesOf(exampleCluster({ network: { cni } })).map(({ file, waits }) => `${file}: ${waits.length}`)).toEqual(expected);
});

const CLUSTERS = [...PLUGINS.map((cni) => [JSON.stringify(cni), exampleCluster({ network: { cni } })] as const), ['storage', storageCluster()] as const];

test.each(CLUSTERS)('%s: what is waited for is in the manifests, or known to come from elsewhere', (_, cluster) => {
  const own = manifestsOf(cluster).map(({ kind, metadata }) => `${metadata.namespace ?? ''} ${kind.toLowerCase()}/${metadata.name}`);
  const waits = stagesOf(cluster).flatMap(({ waits: of }) => of);
  const strange = waits.filter(({ until }) => {
    const object = until[until.indexOf('--all') - 1] ?? until.find((word) => word.includes('/')) ?? '';
    const namespace = until[until.indexOf('--namespace') + 1] ?? '';
    return !own.includes(`${namespace} ${object}`) && !FOREIGN.some((known) => (typeof known === 'string' ? known === object : known.test(object)));
  });
  expect(strange).toEqual([]);
});

test('the kinds of the operator are waited for before the chart that uses them', () => {
  const cluster = exampleCluster({ network: { cni: { calico: { whisker: true } } } });
  const kinds = manifestsOf(cluster)
    .map(({ kind }) => kind)
    .filter((kind) => ['Installation', 'APIServer', 'Goldmane', 'Whisker'].includes(kind));
  const known = CHARTS.find(({ id }) => id === '0100-calico-operator')?.waits.map(({ title }) => title) ?? [];
  expect(kinds).toHaveLength(4);
  expect(kinds.filter((kind) => !known.includes(`the kind ${kind.toLowerCase()}s.operator.tigera.io is known`))).toEqual([]);
});

test('each file of storage is a stage, with what comes true after it', () => {
  const stages = stagesOf(storageCluster()).filter(({ file }) => /^00[56]|^02/.test(file));
  expect(stages.map(({ file, waits }) => [file, waits.map(({ title }) => title)])).toEqual([
    ['0050-rook-crds.k8s.yaml', []],
    ['0055-ceph-csi-crds.k8s.yaml', []],
    ['0060-snapshot-crds.k8s.yaml', ['all kinds are known']],
    ['0200-rook-common.k8s.yaml', []],
    ['0210-ceph-csi-operator.k8s.yaml', ['deployment rook-ceph/ceph-csi-controller-manager is available']],
    ['0220-rook-operator.k8s.yaml', ['deployment rook-ceph/rook-ceph-operator is available']],
    ['0230-ceph-cluster.k8s.yaml', ['Rook has made the Ceph cluster']],
    ['0240-ceph-pools.k8s.yaml', ['all that Ceph offers is ready']],
    ['0250-storage-classes.k8s.yaml', []],
    ['0260-rook-toolbox.k8s.yaml', []],
    ['0270-snapshot-controller.k8s.yaml', ['deployment kube-system/snapshot-controller is available']],
  ]);
});

test('Rook is asked in its own words, of each kind that the pools can be', () => {
  const untils = stagesOf(storageCluster()).flatMap(({ waits }) => waits.map(({ until }) => until.join(' ')));
  const props = rookPoolsProps(withRook(storageCluster({ objectStore: {}, nfs: {} })));
  const kinds = asObjects(new RookPools(new App(), 'pools', props).toJson()).map(({ kind }) => kind.toLowerCase());
  const [cluster, pools = ''] = untils.filter((until) => until.includes('jsonpath'));
  expect(cluster).toBe('wait --for=jsonpath={.status.phase}=Ready cephcluster/rook-ceph --namespace rook-ceph');
  expect(pools).toMatch(/^wait --for=jsonpath=\{\.status\.phase\}=Ready [a-z.,]+ --all --namespace rook-ceph$/);
  expect([...new Set(kinds)].filter((kind) => !new RegExp(`[ ,]${kind}e?s\\.ceph\\.rook\\.io`).test(pools))).toEqual([]);
  expect(pools.split(',')).toHaveLength(new Set(kinds).size);
});

test('every wait has a deadline and a way to look', () => {
  const waits = CHARTS.flatMap(({ waits: of }) => of);
  expect(waits.filter(({ seconds, show }) => seconds < 60 || seconds > 3600 || show.length < 2)).toEqual([]);
  expect(waits.length).toBeGreaterThan(10);
});
