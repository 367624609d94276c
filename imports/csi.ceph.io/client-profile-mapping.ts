import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, object, string } from '../../crd/schema/schema';
import { csi } from './api';
import type { ClientProfileMappingBody, ClientProfileMappingSpec } from './generated';

export type { ClientProfileMappingSpec };

const mapping = object(
  {
    blockPoolIdMapping: array(array(string(), { minItems: 2, maxItems: 2 }), { description: 'Pairs of pool IDs: in the local and in the remote cluster.' }),
    localClientProfile: string({ description: 'Name of the ClientProfile of this cluster.' }),
    remoteClientProfile: string({ description: 'Name of the ClientProfile that mirrored volumes refer to.' }),
  },
  { required: ['localClientProfile', 'remoteClientProfile'] },
);

const specShape = object(
  { mappings: array(mapping, { doc: 'Each a profile here and the one there, with their pools.' }) },
  { doc: 'Which profiles and pools of another cluster correspond to those of this one.', required: ['mappings'] },
);

const spec: Schema<ClientProfileMappingSpec> = specShape;

/** ClientProfileMapping as a kind. */
export const clientProfileMapping = defineResource<ClientProfileMappingBody>({
  ...csi,
  kind: 'ClientProfileMapping',
  plural: 'clientprofilemappings',
  scope: 'Namespaced',
  schema: object({ spec, status: object({}) }),
  subresources: { status: {} },
});

/**
 * Mapping of profiles and pools of another cluster to those of this one, for mirrored volumes.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export class ClientProfileMapping extends customResource(clientProfileMapping) {}
