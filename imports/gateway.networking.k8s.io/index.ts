/* `cdk8s-metal/kinds/gateway.networking.k8s.io`: the kinds of gateway.networking.k8s.io, each as a construct class with the type of its spec. */

export { type GatewayClassSpec, GatewayClass } from './gateway-class';
export { type GatewaySpec, Gateway } from './gateway';
export { type HTTPRouteSpec, HTTPRoute } from './http-route';
export { type ReferenceGrantSpec, ReferenceGrant } from './reference-grant';
