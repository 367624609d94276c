import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../objects/plain-object';
import { type SpreadRules, schedulingOf } from '../places/scheduling';
import type { Placement, PodLabels } from '../places/placement';
import { placementProblems } from '../places/placement-problems';
import { wholeProblems } from '../places/whole-number';
import { ANNOTATIONS } from '../fields/metadata';
import { tableProblems } from '../fields/table';
import {
  type Container,
  type ExtraContainer,
  type MainContainer,
  containerProblems,
  duplicateNameProblems,
  hardened,
  mainContainerProblems,
} from './container';
import { specProblems } from './pod-rules';
import { portProblems } from './ports';

type PodSpec = Plain<k8s.PodSpec>;

/** What the props below say in their own words. */
type Said =
  | 'affinity'
  | 'containers'
  | 'ephemeralContainers'
  | 'initContainers'
  | 'nodeSelector'
  | 'restartPolicy'
  | 'terminationGracePeriodSeconds'
  | 'tolerations'
  | 'topologySpreadConstraints';

/** A container that runs as long as the pod does, beside its main one: a `Sidecar` or an `Ambassador`. */
export interface Companion {
  /** The companion, as a container of the pod. */
  readonly container: Container;
}

/**
 * What runs in each pod of a version, as user 65532 unless securityContext says another. Whatever else a pod may have (volumes, serviceAccountName,
 * imagePullSecrets, …) is as in Kubernetes.
 */
export interface ReleasePod extends Omit<PodSpec, Said> {
  /** What the pod is for. */
  readonly container: MainContainer;
  /** What runs beside it, and starts before it. @default nothing */
  readonly beside?: readonly Companion[];
  /** What runs to its end before all that, one after the other. @default nothing */
  readonly before?: readonly ExtraContainer[];
  /** Where pods may run. @default anywhere, spread over machines */
  readonly placement?: readonly Placement[];
  /** Of the pods. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * How long a pod goes on serving after it was told to end, in seconds.
   * @default 10: it can take that long until all machines and gateways know that the pod is no longer behind its Service
   */
  readonly drainSeconds?: number;
  /**
   * How long its processes may take to end after that, in seconds.
   * @default 30, as in Kubernetes
   */
  readonly graceSeconds?: number;
}

/** Nobody in particular: whatever the image would run as, root most often, it runs as this one. */
const USER = 65_532;

/**
 * What Pod Security `restricted` asks of a pod.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
const HARDENED = {
  runAsNonRoot: true,
  runAsUser: USER,
  runAsGroup: USER,
  fsGroup: USER,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

const DRAIN_SECONDS = 10;
const GRACE_SECONDS = 30;

/** The kubelet itself waits: the image needs no shell and no `sleep`. */
const waiting = (seconds: number): Plain<k8s.Lifecycle> => ({ preStop: { sleep: { seconds } } });

const runningTogether = ({ container, beside = [] }: ReleasePod): readonly Container[] => [container, ...beside.map((companion) => companion.container)];

/** The pod of a version; `labels` are those that its release finds it by, `spread` how its pods are told apart, as those of a Deployment by default. */
export function podTemplate(pod: ReleasePod, labels: PodLabels, spread?: SpreadRules): Plain<k8s.PodTemplateSpec> {
  const { container, beside = [], before = [], placement = [], annotations, drainSeconds = DRAIN_SECONDS, graceSeconds = GRACE_SECONDS, ...rest } = pod;
  const initContainers = [...before, ...beside.map((companion) => companion.container)];
  return {
    metadata: { labels, ...(annotations === undefined ? {} : { annotations }) },
    spec: {
      // A token is for whoever talks to the API server, who then has an account of its own.
      automountServiceAccountToken: rest.serviceAccountName !== undefined,
      enableServiceLinks: false,
      ...schedulingOf(placement, labels, spread),
      ...rest,
      securityContext: { ...HARDENED, ...rest.securityContext },
      terminationGracePeriodSeconds: drainSeconds + graceSeconds,
      ...(initContainers.length === 0 ? {} : { initContainers: initContainers.map(hardened) }),
      containers: [{ ...hardened(container), lifecycle: waiting(drainSeconds) }],
    },
  };
}

/** What a pod of a controller, which makes a new one for each that ends, cannot have. */
const keptProblems = ({ activeDeadlineSeconds, priority, preemptionPolicy, priorityClassName, os, overhead }: Partial<PodSpec>): readonly string[] => [
  ...(activeDeadlineSeconds === undefined
    ? []
    : [`activeDeadlineSeconds ${activeDeadlineSeconds} is for work that ends, and these pods are made anew for ever; leave it out`]),
  ...(priority === undefined ? [] : [`priority ${priority} is computed by the API server; give priorityClassName`]),
  ...(preemptionPolicy === 'Never' && priorityClassName === undefined
    ? ['preemptionPolicy Never is said by a PriorityClass; make one that says so, and give priorityClassName']
    : []),
  ...(overhead === undefined ? [] : ['overhead is said by a RuntimeClass; leave it out, and give runtimeClassName']),
  ...(os?.name === 'windows' ? ['os.name windows goes with none of the rights that a release gives its pods; leave it out'] : []),
];

/** The pod as the API server sees it, less what has words of its own. */
function plainSpec(pod: ReleasePod, hasGoodPlaces: boolean): Partial<PodSpec> {
  const { placement, ...rest } = pod;
  const told = { ...rest, drainSeconds: 0, graceSeconds: 0, ...(hasGoodPlaces && placement !== undefined ? { placement } : {}) };
  return podTemplate(told, {}).spec ?? {};
}

/** All that is wrong with the pod of a version. */
export function podProblems(pod: ReleasePod): readonly string[] {
  const { container, beside = [], before = [], placement = [], annotations, drainSeconds = DRAIN_SECONDS, graceSeconds = GRACE_SECONDS } = pod;
  const places = placementProblems(placement);
  return [
    ...mainContainerProblems(container),
    ...[...before, ...beside.map((companion) => companion.container)].flatMap(containerProblems),
    ...duplicateNameProblems([...runningTogether(pod), ...before]),
    ...portProblems(runningTogether(pod)),
    ...places,
    ...wholeProblems('drainSeconds', drainSeconds, 0),
    ...wholeProblems('graceSeconds', graceSeconds, 0),
    ...tableProblems(ANNOTATIONS, { annotations }),
    ...keptProblems(pod),
    ...specProblems(plainSpec(pod, places.length === 0)),
  ];
}

/** Of the containers that run at the same time, whose ports a Service may name. */
export const portsOwners = runningTogether;
