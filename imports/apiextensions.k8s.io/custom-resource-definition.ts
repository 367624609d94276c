import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Resource } from '../../crd/schema/definition';
import { customResourceDefinition } from '../../crd/schema/manifest';

/** Class of any kind below imports/, such as `CephCluster`. */
export interface CustomResourceDefinitionProps {
  /** The kind, as every class of a kind has it. */
  readonly resource: Resource;
}

/**
 * The definition of a kind, from which the API server learns it: `new CustomResourceDefinition(this, 'CephCluster', CephCluster)`. Where an operator
 * brings its definitions itself, leave this to the operator.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/
 */
export class CustomResourceDefinition extends ApiObject {
  constructor(scope: Construct, id: string, { resource }: CustomResourceDefinitionProps) {
    super(scope, id, customResourceDefinition(resource));
  }
}
