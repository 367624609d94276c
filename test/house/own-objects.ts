import { ApiObject, App } from 'cdk8s';
import { MetalCluster } from '../../charts/metal-cluster';
import { disksOf } from '../../cluster/facts/storage-nodes';
import type { Cluster } from '../../cluster/model/cluster';
import { claimClasses } from '../../workloads/claims/claim-class';
import { settledProblems } from '../../workloads/claims/claim';
import { metadataProblems } from '../../workloads/fields/metadata';
import { type Fields, isFields } from '../../workloads/fields/table';
import { checkPods } from '../../workloads/foreign/check-pods';
import { type Pods, podsOf } from '../../workloads/foreign/pods-of';
import { placesOf } from '../../workloads/places/node-names';
import { onNodesWith, tolerate } from '../../workloads/places/placement';
import { placementProblems } from '../../workloads/places/placement-problems';
import { placeProblems } from '../../workloads/pods/place-rules';
import { type ServicePort, servicePortProblems } from '../../workloads/pods/ports';
import { amountsProblems } from '../../workloads/pods/resources';
import { type Disruption, disruptionProblems } from '../../workloads/releases/disruption';

/* The rules that guard a user's workloads, held against the objects that we add to a cluster ourselves. */

/** An object as it is written, with the construct that makes it. */
export interface Own {
  readonly construct: ApiObject;
  readonly object: Fields;
  readonly title: string;
}

const part = (value: unknown, ...path: readonly string[]): Fields =>
  path.reduce<Fields>((at, name) => (isFields(at[name]) ? at[name] : {}), isFields(value) ? value : {});

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** All objects of a cluster, less the schemas of kinds. */
export function ownObjects(cluster: Cluster): readonly Own[] {
  const app = new App();
  new MetalCluster(app, cluster.name, { cluster, warn: () => undefined });
  return app.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter(({ kind }) => kind !== 'CustomResourceDefinition')
    .map((construct) => {
      const object: unknown = construct.toJson();
      return { construct, object: part(object), title: `${construct.kind} ${construct.name}` };
    });
}

/** Every part of a value that has fields, itself first. */
function parts(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  return isFields(value) ? [value, ...Object.values(value).flatMap(parts)] : [];
}

function podProblems({ construct, object }: Own): readonly string[] {
  if (podsOf(object) === undefined) return [];
  checkPods(construct);
  return construct.node.validate().map((problem) => problem.replace('checkPods: ', ''));
}

/** What these count is not what a container gets. */
const OTHER_AMOUNTS = ['LimitRange', 'PersistentVolumeClaim', 'ResourceQuota'];

/** Wherever an object says where pods run, and what they get: in templates, and in kinds of operators that hand it on. */
function partProblems({ construct, object }: Own): readonly string[] {
  if (OTHER_AMOUNTS.includes(construct.kind)) return [];
  return parts(object).flatMap((one) => [
    ...('tolerations' in one || 'topologySpreadConstraints' in one ? placeProblems(one) : []),
    ...('nodeAffinity' in one || 'podAntiAffinity' in one || 'podAffinity' in one ? placeProblems({ affinity: one }) : []),
    ...('requests' in one || 'limits' in one ? amountsProblems('it', one) : []),
  ]);
}

const text = (value: unknown): value is string => typeof value === 'string';

/** Labels and taints that an object asks machines for, though no machine of the cluster has them. */
function machineProblems({ object }: Own, cluster: Cluster): readonly string[] {
  const places = placesOf(cluster);
  const all = parts(object);
  const tolerations = all.flatMap(({ tolerations: of }) => list(of).filter(isFields)).filter(({ key }) => text(key) && key !== '');
  const terms = all.flatMap(({ matchExpressions, ...rest }) => ('nodeSelectorTerms' in rest ? [] : list(matchExpressions).filter(isFields)));
  const affinities = parts(all.map((one) => one['nodeAffinity']));
  const wanted = affinities.flatMap(({ matchExpressions }) => list(matchExpressions).filter(isFields)).filter((term) => terms.includes(term));
  const selected = all.flatMap((one) => Object.entries(part(one, 'nodeSelector')));
  return placementProblems([
    ...tolerations.map(({ key, value, effect }) => ({
      ...tolerate({
        key: word(key),
        ...(text(value) ? { value } : {}),
        ...(effect === 'NoExecute' || effect === 'NoSchedule' || effect === 'PreferNoSchedule' ? { effect } : {}),
      }),
      places,
    })),
    ...wanted.flatMap(({ key, operator, values }) => (operator === 'In' ? [{ ...onNodesWith({ [word(key)]: list(values).filter(text) }), places }] : [])),
    ...selected.map(([key, value]) => ({ ...onNodesWith({ [key]: word(value) }), places })),
  ]);
}

/** Whether pods with these tolerations may be on a machine with this taint. */
const bears = (tolerations: readonly unknown[], taint: { readonly key: string; readonly value?: string | undefined; readonly effect: string }): boolean =>
  tolerations
    .filter(isFields)
    .some(
      ({ key = '', operator = 'Equal', value = '', effect = '' }) =>
        (key === taint.key || (key === '' && operator === 'Exists')) &&
        (operator === 'Exists' || value === (taint.value ?? '')) &&
        (effect === '' || effect === taint.effect),
    );

/** Pods that are on each machine, whoever makes them of what. */
const isOnEach = (kind: string): boolean => kind === 'DaemonSet' || kind === 'OperatorConfig';

/** Pods that no machine takes, and pods of each machine that some machine does not take. */
function homeProblems({ construct: { kind }, object }: Own, cluster: Cluster): readonly string[] {
  const spec = kind === 'OperatorConfig' ? part(object, 'spec', 'driverSpecDefaults', 'nodePlugin') : podsOf(object)?.spec;
  if (spec === undefined) return [];
  const lasting = placesOf(cluster).map(({ labels, taints }) => ({
    name: labels['kubernetes.io/hostname'] ?? '',
    taints: taints.filter(({ key, effect }) => !key.startsWith('node.kubernetes.io/') && effect !== 'PreferNoSchedule'),
  }));
  const without = lasting.filter(({ taints }) => taints.some((taint) => !bears(list(spec.tolerations), taint))).map(({ name }) => name);
  if (isOnEach(kind)) return without.length === 0 ? [] : [`is not on ${without.join(', ')}, whose taints it does not bear`];
  return without.length === lasting.length ? [`finds no machine: each has a taint that its pods do not bear`] : [];
}

const namespaceOf = (object: Fields): string => word(part(object, 'metadata')['namespace']);

const isFoundBy = (selector: Fields, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Pods of the namespace that a selector finds. */
const found = (object: Fields, selector: Fields, all: readonly Own[]): readonly (Pods & { readonly object: Fields })[] =>
  all.flatMap((other) => {
    const pods = podsOf(other.object);
    const isIt = pods !== undefined && namespaceOf(other.object) === namespaceOf(object) && isFoundBy(selector, pods.labels);
    return isIt ? [{ ...pods, object: other.object }] : [];
  });

const isPort = (value: unknown): value is ServicePort => isFields(value) && typeof value['port'] === 'number';

function serviceProblems({ object }: Own, all: readonly Own[]): readonly string[] {
  const { selector, ports } = part(object, 'spec');
  if (!isFields(selector)) return [];
  const pods = found(object, selector, all);
  if (pods.length === 0) return ['finds no pods of ours'];
  return pods.flatMap(({ spec }) => servicePortProblems(list(ports).filter(isPort), spec.containers ?? []));
}

const isBudget = (value: object): value is Exclude<Disruption, 'none'> => 'maxUnavailable' in value || 'minAvailable' in value;

function budgetProblems({ object }: Own, all: readonly Own[]): readonly string[] {
  const spec = part(object, 'spec');
  const pods = found(object, part(spec, 'selector', 'matchLabels'), all);
  if (pods.length === 0) return ['finds no pods of ours'];
  const replicas = pods.reduce((sum, { object: of }) => sum + Number(part(of, 'spec')['replicas'] ?? 1), 0);
  return isBudget(spec) ? disruptionProblems(spec, replicas) : ['says neither maxUnavailable nor minAvailable'];
}

function claimProblems({ object }: Own, cluster: Cluster): readonly string[] {
  const [name, labels] = [word(part(object, 'metadata')['name']), {}];
  const { accessModes, storageClassName, volumeName, dataSource, ...spec } = part(object, 'spec');
  // A claim on a volume that is there asks no class for one.
  if (text(volumeName)) return [];
  const [accessMode] = list(accessModes);
  if (accessMode !== 'ReadWriteOnce' && accessMode !== 'ReadWriteMany' && accessMode !== 'ReadOnlyMany' && accessMode !== 'ReadWriteOncePod')
    return [`${name} has no access mode`];
  const classes = claimClasses(cluster);
  const storageClass = word(storageClassName);
  return settledProblems({
    name,
    labels,
    size: word(part(spec, 'resources', 'requests')['storage']),
    accessMode,
    classes,
    storageClass,
    reclaim: classes[storageClass]?.reclaim ?? 'Delete',
    ...(isFields(dataSource) ? { dataSource: { kind: word(dataSource['kind']), name: word(dataSource['name']) } } : {}),
  });
}

/** Pools with more copies or chunks than there are machines with disks of their class. */
function poolProblems({ object }: Own, cluster: Cluster): readonly string[] {
  return parts(object).flatMap(({ replicated, erasureCoded, deviceClass }) => {
    if (!isFields(replicated) && !isFields(erasureCoded)) return [];
    const hosts = cluster.nodes.filter((node) => disksOf(node, text(deviceClass) ? deviceClass : undefined).length > 0).length;
    const chunks = part(erasureCoded);
    const needed = Number(part(replicated)['size'] ?? 0) + Number(chunks['dataChunks'] ?? 0) + Number(chunks['codingChunks'] ?? 0);
    return needed <= hosts ? [] : [`needs ${needed} machines with disks of ${text(deviceClass) ? deviceClass : 'any class'}, and there are ${hosts}`];
  });
}

const OF_KIND: Readonly<Record<string, (own: Own, all: readonly Own[], cluster: Cluster) => readonly string[]>> = {
  Service: serviceProblems,
  PodDisruptionBudget: budgetProblems,
  PersistentVolumeClaim: (own, _, cluster) => claimProblems(own, cluster),
};

/** All that the rules have against an object of ours. */
export const ownProblems = (own: Own, all: readonly Own[], cluster: Cluster): readonly string[] => [
  ...metadataProblems(part(own.object, 'metadata')),
  ...podProblems(own),
  ...partProblems(own),
  ...machineProblems(own, cluster),
  ...homeProblems(own, cluster),
  ...poolProblems(own, cluster),
  ...(OF_KIND[own.construct.kind]?.(own, all, cluster) ?? []),
];
