import { type Schema, type Static, array, map, object, string } from '../../crd/schema/schema';
import { quantity } from './quantity';

const shape = object({
  claims: array(object({ name: string(), request: string() }, { required: ['name'] }), { listType: 'map', listMapKeys: ['name'] }),
  limits: map(quantity, { description: 'Largest amounts that a container may use.' }),
  requests: map(quantity, { description: 'Amounts that the scheduler reserves for a container. Default: the limits.' }),
});

/** What a container may use, and what is kept free for it: `cpu`, `memory` and others. */
export interface ResourceRequirements extends Static<typeof shape> {}

/**
 * What a container may use, and what is kept free for it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const resources: Schema<ResourceRequirements> = shape;
