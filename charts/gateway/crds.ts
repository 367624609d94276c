import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CustomResourceDefinition } from '../../imports/apiextensions.k8s.io/custom-resource-definition';
import { Gateway } from '../../imports/gateway.networking.k8s.io/gateway';
import { GatewayClass } from '../../imports/gateway.networking.k8s.io/gateway-class';
import { HTTPRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import { ReferenceGrant } from '../../imports/gateway.networking.k8s.io/reference-grant';

const KINDS = { GatewayClass, Gateway, HTTPRoute, ReferenceGrant };

/** The kinds of Gateway API that the project uses; which of its controllers serves them, is left to choose. */
export class GatewayApiCrds extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, kind] of Object.entries(KINDS)) new CustomResourceDefinition(this, name, kind);
  }
}
