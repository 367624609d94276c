import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../objects/plain-object';
import { DNS_LABEL } from '../fields/names';

/** A container as Kubernetes has it. */
export type Container = Plain<k8s.Container>;

/** The spec of a pod, as it is written. */
export type PodSpec = Partial<Plain<k8s.PodSpec>>;

/** How the kubelet finds out whether a container is ready, alive or has started. */
export type Probe = Plain<k8s.Probe>;

/** An amount as Kubernetes writes it: `100m` of a processor, `64Mi` of memory. */
export type Amount = number | string;

/** What a container gets. */
export interface Resources {
  /** What the scheduler keeps for it. */
  readonly requests: Readonly<Record<string, Amount>> & { readonly cpu: Amount; readonly memory: Amount };
  /** What it may use at most. Memory ends the container that wants more; a limit of cpu only makes it slow, so that it may be left out. */
  readonly limits: Readonly<Record<string, Amount>> & { readonly memory: Amount };
}

/** A container beside or before the one that the pod is for: Kubernetes' fields, of which image and resources must be there. */
export interface ExtraContainer extends Omit<Container, 'image' | 'lifecycle' | 'resources' | 'restartPolicy' | 'restartPolicyRules'> {
  /** With a tag or a digest. */
  readonly image: string;
  /** What the container gets at least and at most. */
  readonly resources: Resources;
}

/** The container that a pod is for: Kubernetes' fields, of which image, resources and both probes must be there. */
export interface MainContainer extends Omit<ExtraContainer, 'livenessProbe' | 'readinessProbe'> {
  /** When it succeeds, requests are sent here, and a rollout goes on. */
  readonly readinessProbe: Probe;
  /** When it fails, the container is restarted. Let it ask less than readiness does: a missing dependency is not a reason to restart. */
  readonly livenessProbe: Probe;
}

/**
 * What Pod Security `restricted` asks of a container, and a root file system that nothing can be written to.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
const HARDENED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } } as const;

/** The container with the rights that it does not need taken away; what its own securityContext says, wins. */
export const hardened = ({ securityContext, ports = [], ...container }: Container): Container => ({
  ...container,
  // The API server drops an empty list, and a repeated apply would bring it back for ever.
  ...(ports.length === 0 ? {} : { ports }),
  securityContext: { ...HARDENED, ...securityContext },
});

const isPinned = (image: string): boolean => /@sha256:[0-9a-f]{64}$/.test(image) || (/:[\w.-]+$/.test(image) && !image.endsWith(':latest'));

const MISSING = {
  readinessProbe: 'without it requests reach pods that cannot answer yet, and a rollout takes every new pod for a good one',
  livenessProbe: 'without it a container that hangs is never restarted',
} as const;

const NEEDED = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

const resourceProblems = (who: string, given: NonNullable<Container['resources']>): readonly string[] =>
  NEEDED.filter(([list, name]) => given[list]?.[name] === undefined).map(
    ([list, name]) => `${who} has no resources.${list}.${name}; give one, or the machine's other pods pay for it`,
  );

/** What we ask of any container, beside what the API server does. */
export function containerProblems(container: Partial<Container>): readonly string[] {
  const { name = 'without a name', image = '', resources = {} } = container;
  const who = `container ${name}`;
  return [
    ...(DNS_LABEL.fits(name) ? [] : [`${who} has no usable name; use lower-case letters, digits and dashes`]),
    ...(isPinned(image) ? [] : [`${who} has image ${image === '' ? 'none' : image}, which names no version; give a tag such as :1.37.0, or a digest`]),
    ...resourceProblems(who, resources),
  ];
}

/** What is wrong with the container that a pod is for. TypeScript asks for both probes; who writes JavaScript hears of them here. */
export const mainContainerProblems = (container: Partial<Container>): readonly string[] => [
  ...containerProblems(container),
  ...(['readinessProbe', 'livenessProbe'] as const)
    .filter((probe) => container[probe] === undefined)
    .map((probe) => `container ${container.name ?? 'without a name'} has no ${probe}; give one: ${MISSING[probe]}`),
];

/** Containers of a pod that have one name. */
export const duplicateNameProblems = (containers: readonly Pick<Container, 'name'>[]): readonly string[] =>
  containers
    .map(({ name }) => name)
    .filter((name, index, names) => names.indexOf(name) < index)
    .map((name) => `container ${name} occurs twice; give each container of the pod its own name`);
