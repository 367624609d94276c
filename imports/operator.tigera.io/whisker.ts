import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, object, string } from '../../crd/schema/schema';
import { conditions } from '../core/conditions';
import { flowPod, workloadWithStrategy } from './workload';
import type { WhiskerBody, WhiskerSpec } from './generated';

export type { WhiskerSpec };

const specShape = object(
  {
    notifications: string({ description: 'Whether the web page fetches notifications from projectcalico.org: Enabled or Disabled. Default: Enabled.' }),
    whiskerDeployment: workloadWithStrategy('Changes to the Deployment whisker.', flowPod(['whisker', 'whisker-backend'])),
  },
  { doc: 'How Whisker runs.' },
);

const spec: Schema<WhiskerSpec> = specShape;

/** Whisker as a kind: one object, named `default`. */
export const whisker = defineResource<WhiskerBody>({
  group: 'operator.tigera.io',
  version: 'v1',
  kind: 'Whisker',
  plural: 'whiskers',
  scope: 'Cluster',
  schema: object(
    { spec, status: object({ conditions }) },
    { rules: [{ rule: "self.metadata.name == 'default'", message: "resource name must be 'default'" }] },
  ),
  subresources: { status: {} },
});

/**
 * Has the operator run Whisker, the web page that shows the flows which Goldmane gathered; its name must be `default`.
 *
 * @see https://docs.tigera.io/calico/latest/reference/installation/api#whisker
 */
export class Whisker extends customResource(whisker) {}
