import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { type ClaimProps, type SettledClaim, claimSpec, settledProblems } from '../claims/claim';
import { type ClaimClasses, CLAIM_CLASSES } from '../claims/claim-class';
import { oneOf } from '../fields/form';
import { DNS_LABEL } from '../fields/names';
import { tableProblems } from '../fields/table';
import { wholeProblems } from '../places/whole-number';
import type { Container } from '../pods/container';
import { type ReleasePod, podTemplate } from '../pods/pod';
import type { ServicePort } from '../pods/ports';
import { type ReleaseProps, addBudget, metadataOf, releaseProblems, selectorOf } from './release';
import { rolloutOf } from './rollout';
import { sharedClaimProblems } from './shared-claims';
import { Strategy } from './strategy';

/** A claim of which each pod gets one of its own; its name is that of the volume in the pod. */
export interface TemplateClaim<Classes extends ClaimClasses = typeof CLAIM_CLASSES> extends Omit<ClaimProps, 'namespace'> {
  /** The StorageClass that makes the volumes. @default the first of the classes whose volumes stay when their claim is deleted */
  readonly storageClass?: keyof Classes & string;
}

/** What is released, and what each pod keeps. */
export interface StatefulReleaseProps<Classes extends ClaimClasses = typeof CLAIM_CLASSES> extends Omit<
  ReleaseProps,
  'maxSurge' | 'maxUnavailable' | 'progressDeadlineSeconds' | 'trafficDistribution'
> {
  /** What runs in each pod. */
  readonly pod: ReleasePod;
  /** Claims of which each pod gets one of its own, mounted by their names. Kubernetes does not let them change later. @default none */
  readonly claims?: readonly TemplateClaim<NoInfer<Classes>>[];
  /** The classes that there are. @default those of a cluster with Rook as it is by default; `claimClasses(cluster)` has those of any cluster */
  readonly classes?: Classes;
  /**
   * What becomes of the claims when the release is deleted, and when it gets fewer pods.
   * @default Retain: they stay until a person deletes them, and a pod that comes back finds its own
   */
  readonly claimRetention?: { readonly whenDeleted?: 'Delete' | 'Retain'; readonly whenScaled?: 'Delete' | 'Retain' };
  /**
   * Whether pods start and end one after the other, or all at the same time.
   * @default OrderedReady: pod 1 starts when pod 0 is ready
   */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** Pods with a lower number stay as they are in a rollout, which tries a new version on some first. @default 0: all are replaced */
  readonly partition?: number;
}

/** A pod is replaced where it was, so that no version needs room beside another. */
const SPREAD = { versionLabel: undefined, byDefault: true } as const;

/** A claim as the StatefulSet has it. */
const claimTemplate = (claim: SettledClaim) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: claim.name, ...(claim.labels === undefined ? {} : { labels: claim.labels }) },
  spec: { ...claimSpec(claim), volumeMode: 'Filesystem' },
  status: { phase: 'Pending' },
});

/** The Service has no address: whoever asks gets those of the pods, and their own ports. */
function ownPorts({ ports = [] }: Container): readonly ServicePort[] {
  return ports.map(({ containerPort, name = ports.length > 1 ? `port-${containerPort}` : '', protocol }) => ({
    port: containerPort,
    ...(name === '' ? {} : { name }),
    ...(protocol === undefined ? {} : { protocol }),
  }));
}

/** The claims with their classes. */
function settledClaims<Classes extends ClaimClasses>({ claims = [], classes }: StatefulReleaseProps<Classes>): readonly SettledClaim[] {
  const known: ClaimClasses = classes ?? CLAIM_CLASSES;
  const first = Object.keys(known).find((name) => known[name]?.reclaim === 'Retain');
  return claims.map((claim) => {
    const storageClass = claim.storageClass ?? first;
    return { ...claim, classes: known, storageClass, reclaim: known[storageClass ?? '']?.reclaim ?? 'Retain' };
  });
}

const RETENTION = oneOf('Delete', 'Retain');
const FORMS = {
  podManagementPolicy: oneOf('OrderedReady', 'Parallel'),
  'claimRetention.whenDeleted': RETENTION,
  'claimRetention.whenScaled': RETENTION,
  'claims[].name': DNS_LABEL,
};

/**
 * Pods with a name and data of their own: NAME-0, NAME-1, … are started in order, and each gets its own claims and finds them again. The Service NAME has no
 * address: DNS knows each pod by its name, `NAME-0.NAME`, and all that are ready by `NAME`. A rollout replaces one pod at a time, from the last to the first.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulRelease<const Classes extends ClaimClasses = typeof CLAIM_CLASSES> extends Construct {
  /** The StatefulSet: for a dependency, a patch. */
  public readonly statefulSet: ApiObject;

  /** The Service that gives each pod its name. */
  public readonly service: ApiObject;

  /** The disruption budget; undefined where a drain may take all pods at once. */
  public readonly budget: ApiObject | undefined;

  public constructor(scope: Construct, id: string, props: StatefulReleaseProps<Classes>) {
    super(scope, id);
    const claims = settledClaims(props);
    const ports = props.ports ?? ownPorts(props.pod.container);
    const release: ReleaseProps = { ...props, ports, progressDeadlineSeconds: rolloutOf(props).minReadySeconds + 600 };
    this.node.addValidation({ validate: () => [...this.problems(release, props, claims)] });
    new Strategy(this, { kind: 'StatefulRelease', ...props });
    this.service = plainObject(this, 'Service', {
      metadata: metadataOf(release),
      spec: { clusterIP: 'None', selector: selectorOf(release), ...(ports.length === 0 ? {} : { ports }) },
    });
    this.statefulSet = this.addStatefulSet(release, props, claims);
    this.budget = addBudget(this, release, {});
  }

  private problems(release: ReleaseProps, props: StatefulReleaseProps<Classes>, claims: readonly SettledClaim[]): readonly string[] {
    const { pod, partition = 0 } = props;
    const volumes = [...(pod.volumes ?? []), ...claims.map(({ name }) => ({ name, persistentVolumeClaim: { claimName: name } }))];
    return [
      ...releaseProblems(this, release, { pod: { ...pod, volumes } }),
      ...sharedClaimProblems(this, release, [{ pod, most: props.replicas }]),
      ...tableProblems(FORMS, props),
      ...wholeProblems('partition', partition, 0),
      ...claims.flatMap((claim, index) => settledProblems(claim).map((problem) => `claims[${index}]: ${problem}`)),
    ];
  }

  private addStatefulSet(release: ReleaseProps, props: StatefulReleaseProps<Classes>, claims: readonly SettledClaim[]): ApiObject {
    const { pod, podManagementPolicy = 'OrderedReady', partition = 0, claimRetention = {}, labels } = props;
    const { replicas, minReadySeconds, revisionHistoryLimit } = rolloutOf(release);
    const matchLabels = selectorOf(release);
    const template = podTemplate(pod, matchLabels, SPREAD);
    return plainObject(this, 'StatefulSet', {
      metadata: metadataOf(release),
      spec: {
        replicas,
        serviceName: release.name,
        podManagementPolicy,
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
        ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
        revisionHistoryLimit,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: claimRetention.whenDeleted ?? 'Retain', whenScaled: claimRetention.whenScaled ?? 'Retain' },
        selector: { matchLabels },
        template: { ...template, metadata: { ...template.metadata, labels: { ...labels, ...matchLabels } } },
        // All fields, also those with a default: the list is replaced as a whole, so that a repeated `kubectl apply` would take them out again.
        ...(claims.length === 0 ? {} : { volumeClaimTemplates: claims.map(claimTemplate) }),
      },
    });
  }
}
