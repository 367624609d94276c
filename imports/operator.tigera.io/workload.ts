import { type Schema, array, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { affinity } from '../core/affinity';
import { labels } from '../core/label-selector';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { topologySpreadConstraints } from '../core/topology-spread';

type Properties = Readonly<Record<string, Schema<unknown>>>;

const metadata = object(
  { annotations: withFacets(labels, { description: 'Annotations to add.' }), labels: withFacets(labels, { description: 'Labels to add.' }) },
  { description: "Additional labels and annotations; the operator's own take precedence." },
);

/** What can be changed of a container that the operator makes; the names are those of the workload's containers. */
export const container = <const N extends string>(names: readonly N[]) => ({
  name: enumeration(names, { description: 'Which container is changed.' }),
  resources: withFacets(resources, { description: 'What the container may use, and what is kept free for it.' }),
});

/** The containers of a workload that can be changed. */
export const containers = <const N extends string>(names: readonly N[]) =>
  array(object(container(names), { required: ['name'] }), { description: 'Changes to containers, each by its name.' });

/** The same of containers that prepare the pod. */
export const initContainers = <const N extends string>(names: readonly N[]) =>
  withFacets(containers(names), { description: 'Changes to containers that run before the others, each by its name.' });

/** Whom pods may push out. */
export const priorityClassName = string({ description: 'The PriorityClass of the pods: whom they may push out, and who may push them out.' });

const minReadySeconds = integer({
  format: 'int32',
  minimum: 0,
  maximum: 2147483647,
  description: 'How long a new pod must have been ready before it counts, in seconds; 0 by default.',
});

const CHANGES = 'Changes to what the operator sets.';

const template = <P extends Properties>(pod: P) =>
  object(
    {
      metadata,
      spec: object(
        { affinity, nodeSelector: withFacets(labels, { description: 'Labels of the nodes that the pods may run on.' }), tolerations, ...pod },
        { description: 'Changes to the pods.' },
      ),
    },
    { description: 'Changes to the template of the pods.' },
  );

/** Fields of a Deployment or DaemonSet of the operator that can be changed; `pod` is those of one workload only. */
export const workload = <P extends Properties>(description: string, pod: P) =>
  object({ metadata, spec: object({ minReadySeconds, template: template(pod) }, { description: CHANGES }) }, { description });

/** The same of a Deployment whose way of updating can be changed as well. */
export const workloadWithStrategy = <P extends Properties>(description: string, pod: P) =>
  object(
    {
      metadata,
      spec: object(
        { minReadySeconds, strategy: object({ rollingUpdate }, { description: 'How pods are replaced.' }), template: template(pod) },
        { description: CHANGES },
      ),
    },
    { description },
  );

/** Fields of the pods of Goldmane and Whisker that can be changed, in addition to those of every workload. */
export const flowPod = <const N extends string>(names: readonly N[]) => ({
  containers: containers(names),
  priorityClassName,
  terminationGracePeriodSeconds: integer({ format: 'int64', minimum: 0, description: 'How long the processes of a pod may take to end, in seconds.' }),
  topologySpreadConstraints,
});
