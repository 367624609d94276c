import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, integer, object, withFacets } from '../../crd/schema/schema';
import { csi } from './api';
import { driverSpec } from './driver-spec';
import type { OperatorConfigBody, OperatorConfigSpec } from './generated';

export type { OperatorConfigSpec };

const specShape = object(
  {
    driverSpecDefaults: withFacets(driverSpec, { description: 'Defaults of all Driver objects.' }),
    log: object(
      { verbosity: integer({ minimum: 0, maximum: 3, description: "Verbosity of the operator's logs, from 0 (least) to 3." }) },
      { doc: 'What the operator logs.' },
    ),
  },
  { doc: 'Settings of the CSI operator, and defaults of its drivers.' },
);

const spec: Schema<OperatorConfigSpec> = specShape;

/** OperatorConfig as a kind. */
export const operatorConfig = defineResource<OperatorConfigBody>({
  ...csi,
  kind: 'OperatorConfig',
  plural: 'operatorconfigs',
  scope: 'Namespaced',
  schema: object({ spec, status: object({}) }),
  subresources: { status: {} },
});

/**
 * Settings of the CSI operator, and defaults of its drivers.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export class OperatorConfig extends customResource(operatorConfig) {}
