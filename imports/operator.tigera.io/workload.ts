import { type Schema, array, enumeration, integer, object, string } from '../../crd/schema';
import { affinity } from '../core/affinity';
import { labels } from '../core/label-selector';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { topologySpreadConstraints } from '../core/topology-spread';

type Properties = Readonly<Record<string, Schema<unknown>>>;

const metadata = object({ annotations: labels, labels }, { description: 'Labels and annotations to add; those that the operator sets itself win.' });

/** The containers of a workload that the operator lets us change: their resources, by name. */
export const containers = <const N extends string, P extends Properties = Record<never, never>>(names: readonly N[], others?: P) =>
  array(object({ name: enumeration(names), resources, ...others }, { required: ['name'] }));

/** What can be changed of a Deployment or DaemonSet that the operator makes; `pod` and `others` are what is particular to one. */
export const workload = <P extends Properties, S extends Properties = Record<never, never>>(description: string, pod: P, others?: S) =>
  object(
    {
      metadata,
      spec: object({
        minReadySeconds: integer({ format: 'int32', minimum: 0, maximum: 2147483647 }),
        template: object({ metadata, spec: object({ affinity, nodeSelector: labels, tolerations, ...pod }) }),
        ...others,
      }),
    },
    { description },
  );

/** How a Deployment is updated. */
export const strategy = object({ rollingUpdate });

/** What can be changed of a pod of Goldmane or Whisker, beside what every workload has. */
export const flowPod = <const N extends string>(names: readonly N[]) => ({
  containers: containers(names),
  priorityClassName: string(),
  terminationGracePeriodSeconds: integer({ format: 'int64', minimum: 0 }),
  topologySpreadConstraints,
});
