import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, integer, object } from '../../crd/schema/schema';
import { conditions } from '../core/conditions';
import { flowPod, workloadWithStrategy } from './workload';
import type { GoldmaneBody, GoldmaneSpec } from './generated';

export type { GoldmaneSpec };

const specShape = object(
  {
    goldmaneDeployment: workloadWithStrategy('Changes to the Deployment goldmane.', flowPod(['goldmane'])),
    metricsPort: integer({ format: 'int32', description: 'Port for Prometheus metrics. Default: metrics are not served.' }),
  },
  { doc: 'How Goldmane runs.' },
);

const spec: Schema<GoldmaneSpec> = specShape;

/** Goldmane as a kind: one object, named `default`. */
export const goldmane = defineResource<GoldmaneBody>({
  group: 'operator.tigera.io',
  version: 'v1',
  kind: 'Goldmane',
  plural: 'goldmanes',
  scope: 'Cluster',
  schema: object(
    { spec, status: object({ conditions }) },
    { rules: [{ rule: "self.metadata.name == 'default'", message: "resource name must be 'default'" }] },
  ),
  subresources: { status: {} },
});

/**
 * Has the operator run Goldmane, which gathers the flows that all nodes see; its name must be `default`.
 *
 * @see https://docs.tigera.io/calico/latest/reference/installation/api#goldmane
 */
export class Goldmane extends customResource(goldmane) {}
