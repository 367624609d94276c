import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, object, string } from '../../crd/schema/schema';
import { condition } from '../core/conditions';
import { gatewayApi } from './group';
import { controllerName, namespace, objectGroup, objectKind, objectName } from './names';
import { by, reports, waiting } from './status';
import type { GatewayClassBody, GatewayClassSpec } from './generated';

export type { GatewayClassSpec };

const specShape = object(
  {
    controllerName: string({
      ...controllerName,
      description: 'Name of the controller, such as example.net/gateway-controller; cannot be changed.',
      rules: [{ rule: 'self == oldSelf', message: 'Value is immutable' }],
    }),
    description: string({ maxLength: 64, description: 'Description of the class.' }),
    parametersRef: object(
      { group: objectGroup, kind: objectKind, name: objectName, namespace },
      { required: ['group', 'kind', 'name'], description: 'Object with settings of the controller for this class.' },
    ),
  },
  { doc: 'A class of gateways.', required: ['controllerName'] },
);

const spec: Schema<GatewayClassSpec> = specShape;

const accepted = [waiting('Accepted')];

const status = object(
  {
    conditions: array(condition, { ...reports, default: accepted }),
    supportedFeatures: array(object({ name: string() }, { required: ['name'] }), { maxItems: 64, ...by('name') }),
  },
  { default: { conditions: accepted } },
);

const version = {
  schema: object({ spec, status }, { required: ['spec'] }),
  subresources: { status: {} },
  columns: [
    { name: 'Controller', type: 'string', jsonPath: '.spec.controllerName' },
    { name: 'Accepted', type: 'string', jsonPath: '.status.conditions[?(@.type=="Accepted")].status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Description', type: 'string', jsonPath: '.spec.description', priority: 1 },
  ],
} as const;

/** GatewayClass as a kind. */
export const gatewayClass = defineResource<GatewayClassBody>({
  ...gatewayApi,
  ...version,
  version: 'v1',
  kind: 'GatewayClass',
  plural: 'gatewayclasses',
  shortNames: ['gc'],
  scope: 'Cluster',
  extraVersions: [{ name: 'v1beta1', served: true, ...version }],
});

/**
 * Names the controller that makes a Gateway work; most controllers bring one of their own.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gatewayclass/
 */
export class GatewayClass extends customResource(gatewayClass) {}
