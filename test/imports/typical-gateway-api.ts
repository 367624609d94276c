import type { ApiObject, Chart } from 'cdk8s';
import { Gateway } from '../../imports/gateway.networking.k8s.io/gateway';
import { GatewayClass } from '../../imports/gateway.networking.k8s.io/gateway-class';
import { HTTPRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import { ReferenceGrant } from '../../imports/gateway.networking.k8s.io/reference-grant';

const metadata = { name: 'default' };

const backend = (name: string, weight: number) => ({ name, port: 80, weight });

/** A way in, and a route that gives a tenth of the requests to a second version. */
export const gatewayApi = (chart: Chart): readonly ApiObject[] => [
  new GatewayClass(chart, 'gateway-class', { metadata, spec: { controllerName: 'example.net/gateway-controller' } }),
  new Gateway(chart, 'gateway', {
    metadata,
    spec: {
      gatewayClassName: 'default',
      addresses: [{ value: '192.168.0.200' }],
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
        { name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.home.arpa', tls: { certificateRefs: [{ name: 'home' }] } },
      ],
    },
  }),
  new HTTPRoute(chart, 'http-route', {
    metadata,
    spec: {
      parentRefs: [
        { name: 'default', namespace: 'gateway', sectionName: 'http' },
        { name: 'default', namespace: 'gateway', sectionName: 'https' },
      ],
      hostnames: ['shop.home.arpa'],
      rules: [
        {
          matches: [{ path: { value: '/' } }],
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Shop', value: 'home' }] } }],
          backendRefs: [backend('shop-stable', 90), backend('shop-canary', 10)],
          timeouts: { request: '10s', backendRequest: '5s' },
        },
      ],
    },
  }),
  new ReferenceGrant(chart, 'reference-grant', {
    metadata,
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }], to: [{ group: '', kind: 'Service' }] },
  }),
];
