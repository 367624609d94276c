import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, integer, object, string } from '../../crd/schema/schema';
import { csi } from './api';
import type { CephConnectionBody, CephConnectionSpec } from './generated';

export type { CephConnectionSpec };

const specShape = object(
  {
    monitors: array(string(), { minItems: 1, description: 'Addresses of the monitors with ports.' }),
    rbdMirrorDaemonCount: integer({ minimum: 1, description: 'Number of RBD mirroring daemons.' }),
    readAffinity: object(
      { crushLocationLabels: array(string(), { minItems: 1, description: 'Node labels with the position of a node in the CRUSH map.' }) },
      { required: ['crushLocationLabels'], description: 'Reading from the nearest copy.' },
    ),
  },
  { doc: 'Where a Ceph cluster is reached.', required: ['monitors'] },
);

const spec: Schema<CephConnectionSpec> = specShape;

/** CephConnection as a kind. */
export const cephConnection = defineResource<CephConnectionBody>({
  ...csi,
  kind: 'CephConnection',
  plural: 'cephconnections',
  scope: 'Namespaced',
  schema: object({ spec, status: object({}) }),
  subresources: { status: {} },
});

/**
 * Addresses of a Ceph cluster for drivers; Rook creates one for its own cluster.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export class CephConnection extends customResource(cephConnection) {}
