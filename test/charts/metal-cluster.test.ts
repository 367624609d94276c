import { App, Chart } from 'cdk8s';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MetalCluster } from '../../charts/metal-cluster';
import type { Cluster } from '../../cluster/model/cluster';
import { PINS } from '../../cluster/values/versions';
import { dualStackCluster, exampleCluster, storageCluster } from './example-cluster';
import { type KubernetesObject, asObjects, identity, only } from './objects';

/** The files of a cluster, by name: made now. */
function made(cluster: Cluster): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'metal-cluster-'));
  try {
    const app = new App({ outdir });
    new MetalCluster(app, 'home', { cluster });
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
    expect(only(all(exampleCluster({ ...BPF, controlPlane: { endpoint } })), 'ConfigMap')).toMatchObject({ data });
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
