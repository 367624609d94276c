import { App } from 'cdk8s';
import { SAMPLES } from '../../../charts/samples/rows';
import { QUANTITY } from '../../../imports/core/quantity';
import { exampleCluster } from '../example-cluster';
import { type KubernetesObject, asObjects } from '../objects';

/* Pod Security itself is asked in test/e2e/samples; here is what it does not ask. */

const cluster = exampleCluster({ samples: true });

const samples = SAMPLES.map(({ id, namespaces, addTo }) => {
  const app = new App();
  addTo(app, cluster);
  return { id, namespaces, objects: asObjects(app.charts.flatMap((chart): unknown[] => chart.toJson())) };
});

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The pod specs of an object, wherever its kind has them. */
function podSpecs(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(podSpecs);
  if (!isFields(value)) return [];
  return [...(Array.isArray(value['containers']) ? [value] : []), ...Object.values(value).flatMap(podSpecs)];
}

const containersOf = (pod: Fields): readonly Fields[] =>
  ['initContainers', 'containers'].flatMap((list) => (Array.isArray(pod[list]) ? (pod[list] as readonly unknown[]).filter(isFields) : []));

const CLUSTER_WIDE = ['GatewayClass', 'PersistentVolume', 'PriorityClass'];

const isAmount = (value: unknown): boolean => new RegExp(QUANTITY).test(String(value));

test.each(samples)('$id lives in namespaces of its own', ({ id, namespaces, objects }) => {
  const names = namespaces.map(({ name }) => name);
  expect(names).toContain(id.slice('0000-'.length));
  expect(names.filter((name) => !name.startsWith('demo-'))).toEqual([]);
  expect(objects.length).toBeGreaterThan(0);
  const elsewhere = objects.filter(({ kind, metadata }) => !CLUSTER_WIDE.includes(kind) && !names.includes(metadata.namespace ?? ''));
  expect(elsewhere.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([]);
});

const pods = samples.flatMap(({ id, objects }) => objects.flatMap((object) => podSpecs(object).map((pod) => ({ title: titleOf(id, object), pod }))));

function titleOf(id: string, { kind, metadata }: KubernetesObject): string {
  return `${id} ${kind} ${metadata.name}`;
}

test.each(pods)('$title runs as nobody in particular, with nothing that it does not need', ({ pod }) => {
  expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
  const containers = containersOf(pod);
  expect(containers.length).toBeGreaterThan(0);
  for (const container of containers) {
    expect(container).toMatchObject({
      image: 'docker.io/library/busybox:1.37.0',
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
    const { requests, limits } = container['resources'] as { readonly requests?: Fields; readonly limits?: Fields };
    expect([requests?.['cpu'], requests?.['memory'], limits?.['memory']].map(isAmount)).toEqual([true, true, true]);
  }
});

test('finds the pods that it looks at', () => {
  expect(pods.length).toBeGreaterThan(samples.length);
});

test('runs nothing where nobody asked for samples', () => {
  expect(SAMPLES.filter(({ isFor }) => isFor(exampleCluster()))).toEqual([]);
});
