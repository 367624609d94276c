import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Gateway } from '../../imports/gateway.networking.k8s.io/gateway';
import { HTTPRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import { plainObject } from '../../objects/plain-object';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { smallServer } from './small-server';

const namespace = 'demo-routes';
const hostname = 'demo.home.arpa';

/**
 * The same two servers behind one name, told apart by path: as Gateway API says it, and as an Ingress does. Both wait for a controller, of which the
 * cluster has none by itself.
 *
 * @see https://gateway-api.sigs.k8s.io/
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class DemoRoutes extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['shop', 'blog']) new RollingRelease(this, name, { name, namespace, replicas: 2, pod: { container: smallServer() } });

    new Gateway(this, 'gateway', {
      metadata: { name: 'home', namespace },
      spec: {
        gatewayClassName: 'home',
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80, hostname, allowedRoutes: { namespaces: { from: 'Same' } } }],
      },
    });
    const path = (value: string) => ({ path: { type: 'PathPrefix' as const, value } });
    const whole = { type: 'URLRewrite' as const, urlRewrite: { path: { type: 'ReplacePrefixMatch' as const, replacePrefixMatch: '/' } } };
    // All fields, also those with a default: a list is replaced as a whole, so that a repeated `kubectl apply` would take them out again.
    const service = (name: string) => ({ group: '', kind: 'Service', name, port: 80, weight: 1 });
    const rule = (name: string) => ({ matches: [path(`/${name}`)], filters: [whole], backendRefs: [service(name)] });
    new HTTPRoute(this, 'route', {
      metadata: { name: 'home', namespace },
      spec: { parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'home' }], hostnames: [hostname], rules: [rule('shop'), rule('blog')] },
    });

    // The older kind cannot rewrite a path without words that only one controller knows.
    const backend = (name: string) => ({ path: `/${name}`, pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } });
    plainObject(this, 'Ingress', {
      metadata: { name: 'home', namespace },
      spec: { ingressClassName: 'home', rules: [{ host: hostname, http: { paths: [backend('shop'), backend('blog')] } }] },
    });
  }
}
