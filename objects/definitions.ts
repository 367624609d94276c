import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type CustomResourceDefinitionProps, CustomResourceDefinition } from '../imports/apiextensions.k8s.io/custom-resource-definition';

/** A chart of the definitions of these kinds, to be extended: each is made from the class of its kind, and called as that. */
export const definitionsOf = (kinds: Readonly<Record<string, CustomResourceDefinitionProps>>): new (scope: Construct, id: string) => Chart =>
  class extends Chart {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      for (const [name, kind] of Object.entries(kinds)) new CustomResourceDefinition(this, name, kind);
    }
  };
