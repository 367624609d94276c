import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { plainObject } from '../../objects/plain-object';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { smallServer } from './small-server';

const namespace = 'demo-network-policy';

/** The label by which a release finds its pods. */
const podsOf = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });

const DNS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const DNS_PORTS = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];
const WEB_PORTS = [{ protocol: 'TCP', port: 8080 }];

/**
 * Nobody speaks with anybody, but for names of DNS, and one path: from the client to the web server. The stranger is like the client in all but the name.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class DemoNetworkPolicy extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['web', 'client', 'stranger']) {
      new RollingRelease(this, name, { name, namespace, replicas: 1, pod: { container: smallServer() } });
    }
    const named = (name: string) => ({ name, namespace });
    plainObject(this, 'NetworkPolicy', { metadata: named('default-deny'), spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
    plainObject(this, 'NetworkPolicy', {
      metadata: named('all-may-ask-dns'),
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [DNS], ports: DNS_PORTS }] },
    });
    // A path needs both ends: the one may send, the other may receive.
    plainObject(this, 'NetworkPolicy', {
      metadata: named('client-may-ask-web'),
      spec: { ...podsOf('client'), policyTypes: ['Egress'], egress: [{ to: [podsOf('web')], ports: WEB_PORTS }] },
    });
    plainObject(this, 'NetworkPolicy', {
      metadata: named('web-answers-client'),
      spec: { ...podsOf('web'), policyTypes: ['Ingress'], ingress: [{ from: [podsOf('client')], ports: WEB_PORTS }] },
    });
  }
}
