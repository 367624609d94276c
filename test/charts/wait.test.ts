import { App } from 'cdk8s';
import { MetalCluster } from '../../charts/metal-cluster';
import { CHARTS, stagesOf } from '../../charts/order';
import { exampleCluster } from './example-cluster';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const PLUGINS = [{ calico: {} }, { flannel: {} }, { kubeRouter: {} }, { none: {} }];

/** What comes from elsewhere: kubeadm's DNS, the operator's kinds and its words on them. */
const FOREIGN = ['deployment/coredns', 'nodes', /^customresourcedefinition\/[a-z]+\.operator\.tigera\.io$/, /^tigerastatus\/(calico|apiserver)$/];

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

test.each(PLUGINS)('%j: what is waited for is in the manifests, or known to come from elsewhere', (cni) => {
  const cluster = exampleCluster({ network: { cni } });
  const own = manifestsOf(cluster).map(({ kind, metadata }) => `${metadata.namespace ?? ''} ${kind.toLowerCase()}/${metadata.name}`);
  const waits = stagesOf(cluster).flatMap(({ waits: of }) => of);
  const strange = waits.filter(({ until }) => {
    const object = until.find((word) => word.includes('/') || word === 'nodes') ?? '';
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

test('every wait has a deadline and a way to look', () => {
  const waits = CHARTS.flatMap(({ waits: of }) => of);
  expect(waits.filter(({ seconds, show }) => seconds < 60 || seconds > 3600 || show.length < 2)).toEqual([]);
  expect(waits.length).toBeGreaterThan(10);
});
