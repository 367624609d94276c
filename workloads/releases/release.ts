import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { namespaceProblems } from '../../objects/chart-namespace';
import { type Metadata, plainObject } from '../../objects/plain-object';
import { placeProblems } from '../fields/metadata';
import { tellNodes } from '../places/known-nodes';
import type { PodLabels } from '../places/placement';
import { type ReleasePod, podProblems, podTemplate, portsOwners } from '../pods/pod';
import { type ServicePort, servicePortProblems, servicePortsOf } from '../pods/ports';
import { type Disruption, addDisruptionBudget, disruptionOf, disruptionProblems } from './disruption';
import { type Replacement, type RolloutProps, deploymentRollout, rolloutOf, rolloutProblems } from './rollout';

/** What all releases have in common. */
export interface ReleaseProps extends RolloutProps {
  /** Names the objects, and the pods by their label app.kubernetes.io/name. */
  readonly name: string;
  /** Namespace of all objects of the release. @default that of the Chart that the release is in */
  readonly namespace?: string;
  /** Of all objects and pods, beside our own. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Ports of the Service. @default port 80 to the first port of the container; without that, no Service */
  readonly ports?: readonly ServicePort[];
  /**
   * Which pods the Service prefers for a request: those on the same machine, or in the same zone.
   * @default none: all pods get the same share
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution
   */
  readonly trafficDistribution?: 'PreferSameNode' | 'PreferSameZone';
  /**
   * What a drain must leave running. What would block every drain is refused.
   * @default one pod may be away at a time; nothing where there is one replica only, as keeping that would block every drain
   */
  readonly disruption?: Disruption;
}

/** The label that finds all pods of a release. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** The longest name that leaves room for what we put behind it. */
const NAME = /^[a-z]([-a-z0-9]{0,48}[a-z0-9])?$/;

/** The labels that a release finds its pods by; `version` tells its versions apart. */
export const selectorOf = ({ name }: ReleaseProps, version: PodLabels = {}): PodLabels => ({ [NAME_LABEL]: name, ...version });

/** Who an object of a release is. */
export const metadataOf = ({ name, namespace, labels }: ReleaseProps, suffix = '', annotations?: Readonly<Record<string, string>>): Metadata => ({
  name: `${name}${suffix}`,
  ...(namespace === undefined ? {} : { namespace }),
  labels: { ...labels, [NAME_LABEL]: name },
  ...(annotations === undefined ? {} : { annotations }),
});

/** One version of a release. */
export interface Version {
  /** Behind the name of the release. */
  readonly suffix: string;
  /** The labels that tell it from other versions. */
  readonly labels: PodLabels;
  /** What runs in each pod. */
  readonly pod: ReleasePod;
  /** How many pods there are. */
  readonly replicas: number;
  /** Annotations of the Deployment. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** How new pods take the place of old ones. @default RollingUpdate */
  readonly replacement?: Replacement;
}

/** Adds the Deployment of a version. */
export function addVersion(scope: Construct, props: ReleaseProps, { suffix, labels, pod, replicas, annotations, replacement }: Version): ApiObject {
  const matchLabels = selectorOf(props, labels);
  const template = podTemplate(pod, matchLabels);
  return plainObject(scope, 'Deployment', {
    metadata: metadataOf(props, suffix, annotations),
    spec: {
      ...deploymentRollout(rolloutOf(props), replicas, replacement),
      selector: { matchLabels },
      template: { ...template, metadata: { ...template.metadata, labels: { ...props.labels, ...matchLabels } } },
    },
  });
}

/** Adds a Service for some of the pods, if there is a port to serve. */
export function addService(scope: Construct, props: ReleaseProps, pod: ReleasePod, suffix: string, version: PodLabels): ApiObject | undefined {
  const ports = servicePortsOf(props.ports, pod.container);
  if (ports.length === 0) return undefined;
  const { trafficDistribution } = props;
  return plainObject(scope, 'Service', {
    metadata: metadataOf(props, suffix),
    spec: { selector: selectorOf(props, version), ports, ...(trafficDistribution === undefined ? {} : { trafficDistribution }) },
  });
}

/** Adds the disruption budget for some of the pods, if there is to be one. */
export function addBudget(scope: Construct, props: ReleaseProps, version: PodLabels): ApiObject | undefined {
  return addDisruptionBudget(scope, metadataOf(props), disruptionOf(props.disruption, props.replicas), selectorOf(props, version));
}

/** All that is wrong with a release in its scope, and with the pods of its versions by the name of their prop. */
export function releaseProblems(scope: Construct, props: ReleaseProps, pods: Readonly<Record<string, ReleasePod>>): readonly string[] {
  const rollout = rolloutOf(props);
  tellNodes(
    scope,
    Object.values(pods).flatMap(({ placement = [] }) => placement),
  );
  return [
    ...(NAME.test(props.name) ? [] : [`name ${props.name} is not a Service name; use at most 50 lower-case letters, digits and dashes, a letter first`]),
    ...namespaceProblems(scope, props.namespace),
    ...Object.keys(props.labels ?? {})
      .filter((label) => label === NAME_LABEL)
      .map((label) => `labels: ${label} is what the release finds its pods by; leave it out`),
    ...placeProblems({ namespace: props.namespace, labels: props.labels }),
    ...rolloutProblems(rollout),
    ...disruptionProblems(disruptionOf(props.disruption, rollout.replicas), rollout.replicas),
    ...Object.entries(pods).flatMap(([prop, pod]) =>
      [...podProblems(pod), ...servicePortProblems(servicePortsOf(props.ports, pod.container), portsOwners(pod))].map((problem) => `${prop}: ${problem}`),
    ),
  ];
}
