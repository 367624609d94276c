import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, object } from '../../crd/schema/schema';
import { gatewayApi } from './group';
import { namespace, objectGroup, objectKind, objectName } from './names';
import type { ReferenceGrantBody, ReferenceGrantSpec } from './generated';

export type { ReferenceGrantSpec };

const list = { minItems: 1, maxItems: 16, listType: 'atomic' } as const;

const specShape = object(
  {
    from: array(object({ group: objectGroup, kind: objectKind, namespace }, { required: ['group', 'kind', 'namespace'] }), {
      ...list,
      description: 'Kinds that may refer, each with its namespace.',
    }),
    to: array(object({ group: objectGroup, kind: objectKind, name: objectName }, { required: ['group', 'kind'] }), {
      ...list,
      description: 'Kinds that may be referred to in the namespace of the grant. Default of name: all objects of the kind.',
    }),
  },
  { doc: 'Who may refer to what.', required: ['from', 'to'] },
);

const spec: Schema<ReferenceGrantSpec> = specShape;

const version = {
  schema: object({ spec }, { required: ['spec'] }),
  subresources: {},
  columns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }],
} as const;

/** ReferenceGrant as a kind. Upstream serves v1 as well, but still stores v1beta1, which is what the construct writes. */
export const referenceGrant = defineResource<ReferenceGrantBody>({
  ...gatewayApi,
  ...version,
  version: 'v1beta1',
  kind: 'ReferenceGrant',
  plural: 'referencegrants',
  shortNames: ['refgrant'],
  scope: 'Namespaced',
  extraVersions: [{ name: 'v1', served: true, ...version }],
});

/**
 * Allows objects of other namespaces to refer to objects of its own, such as a route to a Service.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class ReferenceGrant extends customResource(referenceGrant) {}
