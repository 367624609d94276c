import { Gateway } from '../../imports/gateway.networking.k8s.io/gateway';
import { GatewayClass } from '../../imports/gateway.networking.k8s.io/gateway-class';
import { HTTPRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import { ReferenceGrant } from '../../imports/gateway.networking.k8s.io/reference-grant';
import { definitionsOf } from '../../objects/definitions';

const KINDS = { GatewayClass, Gateway, HTTPRoute, ReferenceGrant };

/** The kinds of Gateway API that the project uses; which of its controllers serves them, is left to choose. */
export class GatewayApiCrds extends definitionsOf(KINDS) {}
