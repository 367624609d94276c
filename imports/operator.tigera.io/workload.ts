import { type Schema, array, enumeration, integer, object, string } from '../../crd/schema/schema';
import { affinity } from '../core/affinity';
import { labels } from '../core/label-selector';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { topologySpreadConstraints } from '../core/topology-spread';

type Properties = Readonly<Record<string, Schema<unknown>>>;

const metadata = object({ annotations: labels, labels }, { description: "Additional labels and annotations; the operator's own take precedence." });

/** What can be changed of a container that the operator makes; the names are those of the workload's containers. */
export const container = <const N extends string>(names: readonly N[]) => ({ name: enumeration(names), resources });

/** The containers of a workload that can be changed. */
export const containers = <const N extends string>(names: readonly N[]) => array(object(container(names), { required: ['name'] }));

const minReadySeconds = integer({ format: 'int32', minimum: 0, maximum: 2147483647 });

const template = <P extends Properties>(pod: P) => object({ metadata, spec: object({ affinity, nodeSelector: labels, tolerations, ...pod }) });

/** Fields of a Deployment or DaemonSet of the operator that can be changed; `pod` is those of one workload only. */
export const workload = <P extends Properties>(description: string, pod: P) =>
  object({ metadata, spec: object({ minReadySeconds, template: template(pod) }) }, { description });

/** The same of a Deployment whose way of updating can be changed as well. */
export const workloadWithStrategy = <P extends Properties>(description: string, pod: P) =>
  object({ metadata, spec: object({ minReadySeconds, strategy: object({ rollingUpdate }), template: template(pod) }) }, { description });

/** Fields of the pods of Goldmane and Whisker that can be changed, in addition to those of every workload. */
export const flowPod = <const N extends string>(names: readonly N[]) => ({
  containers: containers(names),
  priorityClassName: string(),
  terminationGracePeriodSeconds: integer({ format: 'int64', minimum: 0 }),
  topologySpreadConstraints,
});
