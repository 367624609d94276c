import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type MetalClusterProps, MetalCluster } from '../../charts/metal-cluster';
import { Calico } from '../../charts/network/calico/calico';
import { CHARTS, stagesOf } from '../../charts/order';
import { defineCluster } from '../../cluster/define';
import type { Cluster } from '../../cluster/model/cluster';
import { formatProblem } from '../../cluster/values/problem';
import { PINS } from '../../cluster/values/versions';
import { dualStackCluster, exampleCluster, storageCluster } from './example-cluster';
import { type KubernetesObject, asObjects, identity, only } from './objects';

/** The files of a cluster, by name: made now. */
function made(cluster: Cluster): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'metal-cluster-'));
  try {
    const app = new App({ outdir });
    new MetalCluster(app, 'home', { cluster, warn: () => undefined });
    app.synth();
    return Object.fromEntries(
      readdirSync(outdir)
        .sort()
        .map((file) => [file, readFileSync(path.join(outdir, file), 'utf8')]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The same for every question about a value: with storage, making and reading them takes seconds. */
function once<Question extends object, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question) ?? answer(question);
    answers.set(question, known);
    return known;
  };
}

const files = once(made);

const objects = (text: string | undefined): readonly KubernetesObject[] =>
  asObjects(
    parseAllDocuments(text ?? '')
      .map((document) => document.toJS() as unknown)
      .filter((object) => object !== null),
  );

const all = once((cluster: Cluster): readonly KubernetesObject[] => Object.values(files(cluster)).flatMap(objects));

const BPF = { network: { cni: { calico: { dataplane: 'BPF' } } } } as const;

const CLUSTERS = {
  calico: exampleCluster(),
  'calico with everything': exampleCluster({ network: { cni: { calico: { dataplane: 'BPF', mtu: 1450, whisker: true } } } }),
  'calico, dual stack': dualStackCluster(),
  flannel: exampleCluster({ network: { cni: { flannel: {} } } }),
  kubeRouter: exampleCluster({ network: { cni: { kubeRouter: {} } } }),
  none: exampleCluster({ network: { cni: { none: {} } } }),
  storage: storageCluster({ objectStore: {}, nfs: {} }),
};

describe.each(Object.entries(CLUSTERS))('the files of a cluster with %s', (_, cluster) => {
  test('are the same, byte for byte, when made a second time', () => {
    expect(made(cluster)).toEqual(files(cluster));
  });

  test('hold each object once, under the name that it was given', () => {
    const identities = all(cluster).map(identity);
    expect(identities).toEqual([...new Set(identities)]);
    expect(identities.filter((text) => /-c[0-9a-f]{7}$/.test(text))).toEqual([]);
  });

  test('have no object that client-side apply cannot take', () => {
    expect(all(cluster).filter((object) => Buffer.byteLength(JSON.stringify(object)) > 262_144)).toEqual([]);
  });

  test('bring each namespace that they use, and no other', () => {
    const namespaces = all(cluster)
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name);
    const used = all(cluster).flatMap(({ metadata: { namespace } }) => (namespace === undefined || namespace === 'kube-system' ? [] : [namespace]));
    expect(namespaces.sort()).toEqual([...new Set(used)].sort());
  });
});

describe('a cluster', () => {
  test('becomes one file a chart, with the number of the chart', () => {
    expect(Object.keys(files(CLUSTERS.calico))).toEqual(['0000-namespaces.k8s.yaml', '0100-calico-operator.k8s.yaml', '0110-calico.k8s.yaml']);
  });

  test('has its namespaces in the first file and nowhere else', () => {
    const kinds = Object.entries(files(CLUSTERS.calico)).map(([file, text]) => [file, objects(text).filter(({ kind }) => kind === 'Namespace').length]);
    expect(kinds).toEqual([
      ['0000-namespaces.k8s.yaml', 1],
      ['0100-calico-operator.k8s.yaml', 0],
      ['0110-calico.k8s.yaml', 0],
    ]);
    expect(objects(files(CLUSTERS.calico)['0000-namespaces.k8s.yaml'])).toHaveLength(1);
  });

  test.each(['calico', 'flannel'] as const)('hands its one pod network to %s', (plugin) => {
    const [one, other] = ['10.244.0.0/16', '10.32.0.0/16'].map((podCidr) => made(exampleCluster({ network: { podCidr, cni: { [plugin]: {} } } })));
    const text = JSON.stringify(one);
    expect(text).toContain('10.244.0.0/16');
    expect(text.replaceAll('10.244.0.0/16', '10.32.0.0/16')).toBe(JSON.stringify(other));
  });

  test('hands both networks of dual stack to Calico, each with its block size', () => {
    expect(only(all(CLUSTERS['calico, dual stack']), 'Installation')).toMatchObject({
      spec: {
        calicoNetwork: {
          ipPools: [
            { cidr: '10.244.0.0/16', blockSize: 26 },
            { cidr: 'fd00:10:244::/56', blockSize: 122 },
          ],
        },
      },
    });
  });

  test("hands Calico's settings on", () => {
    const cni = { calico: { encapsulation: 'VXLAN', bgp: 'Disabled', dataplane: 'Nftables', mtu: 1450, blockSize: 24, whisker: true } } as const;
    const objectsMade = all(exampleCluster({ network: { cni } }));
    expect(only(objectsMade, 'Installation')).toMatchObject({
      spec: { calicoNetwork: { bgp: 'Disabled', linuxDataplane: 'Nftables', mtu: 1450, ipPools: [{ encapsulation: 'VXLAN', blockSize: 24 }] } },
    });
    expect(only(objectsMade, 'Whisker')).toMatchObject({ metadata: { name: 'default' } });
  });

  test('tells flannel the address of the control plane, so that it does not wait for kube-proxy', () => {
    expect(JSON.stringify(only(all(CLUSTERS.flannel), 'DaemonSet'))).toContain('{"name":"KUBERNETES_SERVICE_HOST","value":"192.168.0.11"}');
  });

  test("hands flannel's backend on", () => {
    expect(JSON.stringify(all(exampleCluster({ network: { cni: { flannel: { backend: 'host-gw' } } } })))).toContain('\\"Type\\": \\"host-gw\\"');
  });

  test.each([
    ['calico', 'tigeraOperator', 'quay.io/tigera/operator:'],
    ['flannel', 'flannel', 'ghcr.io/flannel-io/flannel:'],
    ['flannel', 'flannelCniPlugin', 'ghcr.io/flannel-io/flannel-cni-plugin:'],
    ['kubeRouter', 'kubeRouter', 'docker.io/cloudnativelabs/kube-router:'],
    ['storage', 'rook', 'docker.io/rook/ceph:'],
    ['storage', 'ceph', 'quay.io/ceph/ceph:'],
    ['storage', 'cephCsiOperator', 'quay.io/cephcsi/ceph-csi-operator:'],
    ['storage', 'snapshotController', 'registry.k8s.io/sig-storage/snapshot-controller:'],
  ] as const)('of %s takes %s from its versions', (plugin, component, image) => {
    const cluster = { ...CLUSTERS[plugin], versions: { ...PINS, [component]: 'v9.9.9' } };
    expect(JSON.stringify(all(cluster))).toContain(`"image":"${image}v9.9.9"`);
  });
});

describe('Calico without kube-proxy', () => {
  test('reaches the API server at the address of the control plane, because pods do not know the name in /etc/hosts', () => {
    const { controlPlane } = exampleCluster(BPF);
    expect(controlPlane.endpoint).toMatchObject({ kind: 'name', host: 'api.home.arpa' });
    expect(only(all(exampleCluster(BPF)), 'ConfigMap')).toMatchObject({
      metadata: { name: 'kubernetes-services-endpoint', namespace: 'tigera-operator' },
      data: { KUBERNETES_SERVICE_HOST: '192.168.0.11', KUBERNETES_SERVICE_PORT: '6443' },
    });
  });

  test.each([
    [{ vip: '192.168.0.10' }, { KUBERNETES_SERVICE_HOST: '192.168.0.10', KUBERNETES_SERVICE_PORT: '6443' }],
    [{ loadBalancer: '192.168.0.9:7443' }, { KUBERNETES_SERVICE_HOST: '192.168.0.9', KUBERNETES_SERVICE_PORT: '7443' }],
  ])('reaches the API server at %j', (endpoint, data) => {
    expect(
      only(
        all(defineCluster({ ...BPF, controlPlane: { endpoint }, nodes: [{ name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' }] })),
        'ConfigMap',
      ),
    ).toMatchObject({ data });
  });
});

describe('MetalCluster', () => {
  const cluster = CLUSTERS.calico;

  test('refuses to be added to a chart', () => {
    const chart = new Chart(new App(), 'mine');
    expect(() => new MetalCluster(chart, 'home', { cluster })).toThrow(
      new Error("MetalCluster home is added to Chart mine, but its files need an App of their own; write new MetalCluster(new App(), 'home', …)"),
    );
  });

  test('refuses to share an App with another', () => {
    const app = new App();
    new MetalCluster(app, 'home', { cluster });
    expect(() => new MetalCluster(app, 'office', { cluster })).toThrow(
      new Error('MetalCluster office is added to the App of MetalCluster home, but an App has one output folder; give each cluster an App of its own'),
    );
  });
});

const build = (cluster: Cluster, props: Partial<MetalClusterProps> = {}) => new MetalCluster(new App(), 'home', { cluster, warn: () => undefined, ...props });

describe('the charts of a MetalCluster', () => {
  test('are held by their ids, in the order of their files', () => {
    const metal = build(CLUSTERS.calico);
    expect(Object.keys(metal.charts)).toEqual(['0000-namespaces', '0100-calico-operator', '0110-calico']);
    // Its class is known, without a cast.
    const calico: Calico | undefined = metal.charts['0110-calico'];
    expect(calico).toBeInstanceOf(Calico);
    expect(metal.charts['0120-flannel']).toBeUndefined();
    // @ts-expect-error there is no such chart
    expect(metal.charts['0111-calico']).toBeUndefined();
  });

  test('take objects of the user, in the file of the chart', () => {
    const app = new App();
    const { charts } = new MetalCluster(app, 'home', { cluster: CLUSTERS.calico });
    const [before] = app.charts.map((chart) => chart.toJson().length);
    new Chart(charts['0110-calico'] as Construct, 'more');
    expect(app.charts.map(({ node }) => node.path)).toContain('0110-calico/more');
    expect(before).toBe(1);
  });

  test('may be left out, with their stages', () => {
    const without = ['0260-rook-toolbox', '0270-snapshot-controller'] as const;
    const all = build(CLUSTERS.storage);
    const fewer = build(CLUSTERS.storage, { without });
    expect(Object.keys(fewer.charts)).toEqual(Object.keys(all.charts).filter((id) => !without.some((left) => left === id)));
    expect(fewer.stages).toEqual(stagesOf(CLUSTERS.storage, { without }));
    expect(fewer.stages.map(({ file }) => file)).toEqual(Object.keys(fewer.charts).map((id) => `${id}.k8s.yaml`));
    expect(JSON.stringify(fewer.stages)).not.toContain('snapshot-controller');
  });

  const namespaces = (metal: MetalCluster) => asObjects(metal.charts['0000-namespaces']?.toJson() ?? []).map(({ metadata }) => metadata.name);

  test('take the namespaces with them that nothing else needs', () => {
    const rook = ['0200-rook-common', '0210-ceph-csi-operator', '0220-rook-operator', '0230-ceph-cluster', '0240-ceph-pools', '0260-rook-toolbox'] as const;
    expect(namespaces(build(CLUSTERS.storage, { without: ['0200-rook-common'] }))).toEqual(['tigera-operator', 'rook-ceph']);
    expect(namespaces(build(CLUSTERS.storage, { without: rook }))).toEqual(['tigera-operator']);
    expect(Object.keys(build(CLUSTERS.flannel, { without: ['0120-flannel'] }).charts)).toEqual([]);
  });

  test('are all refused at once that are none, or that the cluster does not have', () => {
    const without = ['0260-rook-toolbx', '0260-rook-toolbox', 'x'] as never;
    const charts = 'its charts are 0000-namespaces, 0100-calico-operator, 0110-calico';
    const problems = [
      'MetalCluster home: without[0] 0260-rook-toolbx is not a chart; did you mean 0260-rook-toolbox?',
      'MetalCluster home: without[1] 0260-rook-toolbox is not a chart of this cluster anyway; take it out of without',
      'MetalCluster home: without[2] x is not a chart; give the id of one',
    ].map((problem) => `${problem} (${charts})`);
    expect(() => build(CLUSTERS.calico, { without })).toThrow(new Error(problems.join('\n')));
    expect(() => stagesOf(CLUSTERS.calico, { without })).toThrow(/^without\[0\] 0260-rook-toolbx is not a chart; did you mean 0260-rook-toolbox\?/);
  });

  test.each(Object.entries(CLUSTERS))('of a cluster with %s say each which namespaces they need', (_, cluster) => {
    const charts: Readonly<Record<string, Chart | undefined>> = build(cluster).charts;
    const missing = CHARTS.flatMap(({ id, namespaces: said }) =>
      id === '0000-namespaces'
        ? []
        : asObjects(charts[id]?.toJson() ?? [])
            .map(({ metadata: { namespace = 'kube-system' } }) => namespace)
            .filter((namespace) => namespace !== 'kube-system' && !said.some(({ name }) => name === namespace))
            .map((namespace) => `${id} ${namespace}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});

describe('the warnings of a spec', () => {
  const cluster = defineCluster({
    nodes: [
      { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
      { name: 'desktop-2', address: '192.168.0.12' },
    ],
    network: { kubeProxy: 'ipvs', cni: { flannel: {} } },
  });
  const sentence = 'warning: network.kubeProxy ipvs is deprecated since Kubernetes 1.35; use nftables, or leave the field out';

  test('stay with the cluster', () => {
    expect(cluster.warnings.map((warning) => formatProblem(warning))).toEqual([sentence]);
  });

  test('are said on the console when nobody says another place, and stay with the construct', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const metal = new MetalCluster(new App(), 'home', { cluster });
    expect(warn.mock.calls).toEqual([[sentence]]);
    expect(metal.warnings).toEqual(cluster.warnings);
    warn.mockClear();
    const heard: unknown[] = [];
    build(cluster, { warn: (warning) => heard.push(warning) });
    expect([heard, warn.mock.calls]).toEqual([cluster.warnings, []]);
    warn.mockRestore();
  });
});
