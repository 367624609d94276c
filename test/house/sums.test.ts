import { App } from 'cdk8s';
import { MetalCluster } from '../../charts/metal-cluster';
import { type Amount, type Requests, amountOf, sumOf, times } from '../../cluster/facts/amount';
import { podsOf } from '../../cluster/facts/pods';
import type { Cluster } from '../../cluster/model/cluster';
import { podsOf as podsOfObject } from '../../workloads/foreign/pods-of';
import { type KubernetesObject, asObjects } from '../charts/objects';
import { VALID_SPECS, clusterOf } from '../cluster/specs';

/* What the sums count (cluster/facts) is what the manifests ask for: nobody keeps a second list of figures. */

const objectsOf = (cluster: Cluster): readonly KubernetesObject[] => {
  const app = new App();
  new MetalCluster(app, 'sums', { cluster, warn: () => undefined });
  return asObjects(app.charts.flatMap((chart): unknown[] => chart.toJson()));
};

const LASTING = ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

const numberAt = (object: KubernetesObject, ...path: readonly string[]): number => {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    object,
  );
  return typeof found === 'number' ? found : 1;
};

/** What the pods of an object ask for, sidecars among them. */
function requested(object: KubernetesObject): Amount {
  const spec = podsOfObject(object)?.spec;
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return amountOf(...[...(spec?.containers ?? []), ...sidecars].map(({ resources }) => (resources?.requests ?? {}) as Requests));
}

const isSample = ({ metadata }: KubernetesObject): boolean => metadata.namespace?.startsWith('demo-') === true;

const counted = (cluster: Cluster, ...whats: readonly string[]): Amount =>
  sumOf(podsOf(cluster).flatMap(({ what, request, count }) => (whats.includes(what) ? [times(request, count)] : [])));

test.each(['cluster.yaml', ...VALID_SPECS])('%s: pods of our manifests ask for what is counted', (file) => {
  const cluster = clusterOf(file);
  const objects = objectsOf(cluster).filter((object) => !isSample(object));
  const lasting = objects.filter(({ kind }) => LASTING.includes(kind)).map((object) => times(requested(object), numberAt(object, 'spec', 'replicas')));
  const everywhere = objects.filter(({ kind }) => kind === 'DaemonSet').map((object) => times(requested(object), cluster.nodes.length));
  expect(sumOf([...lasting, ...everywhere])).toEqual(counted(cluster, 'CSI operator', 'flannel', 'kube-router'));
});

test('samples ask for no more than is counted, and hardly less', () => {
  const cluster = clusterOf('cluster.yaml');
  const takers = podsOf(cluster).find(({ what }) => what === 'sample')?.machines.length ?? 0;
  const all = objectsOf(cluster)
    .filter(isSample)
    .filter(({ kind }) => [...LASTING, 'DaemonSet'].includes(kind))
    .map((object) => times(requested(object), object.kind === 'DaemonSet' ? takers : numberAt(object, 'spec', 'replicas')));
  const [asked, known] = [sumOf(all).memory, counted(cluster, 'sample').memory];
  expect({ all: known >= asked, few: known - asked < asked / 10n, asked: asked / 2n ** 20n, known: known / 2n ** 20n }).toMatchObject({ all: true, few: true });
});

describe('daemons of Ceph', () => {
  const LOGS = 'logcollector';
  const BESIDE: Readonly<Record<string, readonly string[]>> = { monitor: ['mon', LOGS], manager: ['mgr', 'mgr-sidecar', LOGS], OSD: ['osd', LOGS] };

  test.each(VALID_SPECS.filter((file) => clusterOf(file).storage.kind === 'rook'))('%s: the CephCluster gives them what is counted', (file) => {
    const cluster = clusterOf(file);
    const ceph = objectsOf(cluster).find(({ kind }) => kind === 'CephCluster');
    const { resources, storage } = ceph?.['spec'] as {
      readonly resources: Readonly<Record<string, { readonly requests: Requests }>>;
      readonly storage: { readonly nodes: readonly { readonly name: string; readonly resources?: { readonly requests: Requests } }[] };
    };
    for (const { what, request, machines } of podsOf(cluster)) {
      const parts = BESIDE[what];
      if (parts === undefined) continue;
      const own = what === 'OSD' ? storage.nodes.find(({ name }) => machines.includes(name))?.resources?.requests : undefined;
      const beside = parts.filter((part) => part !== 'mgr-sidecar' || (cluster.storage.kind === 'rook' && cluster.storage.mgrs > 1));
      expect([what, request]).toEqual([what, amountOf(...beside.map((part) => (part === 'osd' ? own : undefined) ?? resources[part]?.requests ?? {}))]);
    }
  });
});
