/**
 * Kinds of your own. One schema value is a TypeScript type, a custom resource definition, a validator and a construct class.
 *
 * @module cdk8s-metal/crd
 */

import * as schema from './schema/schema';

export { type CustomResourceClass, type ResourceObjectProps, customResource } from './custom-resource';
export {
  type Column as ResourceColumn,
  type Resource,
  type ResourceProps,
  type Subresources,
  type Version as ResourceVersion,
  defineResource,
} from './schema/definition';
export { type CustomResourceDefinition, type DefinedVersion, customResourceDefinition } from './schema/manifest';
export { type Reason as ViolationReason, type Violation, sentence as violationSentence } from './schema/violation';
export { validate as validateResource } from './validate/validate';
// With a name of its own, because `string` and `object` would stand in every editor's list: `schema.object({ size: schema.integer() })`.
export { schema };
