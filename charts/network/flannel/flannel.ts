import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { DEFAULTS } from '../../../cluster/spec/defaults';
import { PINS } from '../../../cluster/values/versions';
import type { ApiServerEndpoint } from '../../../objects/api-server';
import type { RequiredNamespace } from '../../../objects/namespaces';
import { plainObject } from '../../../objects/plain-object';
import { READ, allow, bindClusterRole } from '../../../objects/rbac';
import { flannelPod } from './pod';

const NAMESPACE = 'kube-flannel';
const LABELS = { 'k8s-app': 'flannel' };
const CONFIG = 'kube-flannel-cfg';

/** The namespaces that `Flannel` needs. */
export const FLANNEL_NAMESPACES: readonly RequiredNamespace[] = [
  { name: NAMESPACE, labels: { ...LABELS, 'pod-security.kubernetes.io/enforce': 'privileged' } },
];

/** How Flannel is installed. */
export interface FlannelProps {
  /** The network of the pods, IPv4 in CIDR notation: what kubeadm has as podSubnet, of which each node gets a part. */
  readonly network: string;
  /**
   * How packets travel; host-gw needs all machines on one segment.
   * @default vxlan, which works across segments
   * @see https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md
   */
  readonly backend?: 'host-gw' | 'vxlan';
  /**
   * With it flannel does not wait for kube-proxy: on a machine that has just joined it would ask a Service that nobody serves yet, end, and be started
   * again after an ever longer pause.
   * @default the Service `kubernetes`, which kube-proxy serves
   * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
   */
  readonly apiServer?: ApiServerEndpoint;
  /** Version of flannel, such as v0.28.9. @default the one that this release of cdk8s-metal is tested with */
  readonly version?: string;
  /**
   * Version of the image that puts the CNI plugin `flannel` on each machine.
   * @default the one that this release of cdk8s-metal is tested with
   */
  readonly cniPluginVersion?: string;
}

/**
 * Flannel: one network for pods, no network policies.
 *
 * @see https://github.com/flannel-io/flannel
 */
export class Flannel extends Chart {
  constructor(scope: Construct, id: string, props: FlannelProps) {
    super(scope, id);
    const { network, backend = DEFAULTS.flannelBackend, apiServer, version = PINS.flannel, cniPluginVersion = PINS.flannelCniPlugin } = props;
    this.addAccount();
    this.addConfig(network, backend);
    plainObject(this, 'DaemonSet', {
      metadata: { name: 'kube-flannel-ds', namespace: NAMESPACE, labels: { tier: 'node', app: 'flannel', ...LABELS } },
      spec: {
        selector: { matchLabels: { app: 'flannel' } },
        template: {
          metadata: { labels: { tier: 'node', app: 'flannel' } },
          spec: flannelPod({ apiServer, version, cniPluginVersion, serviceAccount: 'flannel', config: CONFIG }),
        },
      },
    });
  }

  private addAccount(): void {
    plainObject(this, 'ClusterRole', {
      metadata: { name: 'flannel', labels: LABELS },
      rules: [allow('', ['pods'], ['get']), allow('', ['nodes'], READ), allow('', ['nodes/status'], ['patch'])],
    });
    bindClusterRole(this, { name: 'flannel', labels: LABELS }, 'flannel', { name: 'flannel', namespace: NAMESPACE });
    plainObject(this, 'ServiceAccount', { metadata: { name: 'flannel', namespace: NAMESPACE, labels: LABELS } });
  }

  private addConfig(network: string, backend: string): void {
    const documents = {
      'cni-conf.json': {
        name: 'cbr0',
        cniVersion: '0.3.1',
        plugins: [
          { type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true } },
          { type: 'portmap', capabilities: { portMappings: true } },
        ],
      },
      'net-conf.json': { Network: network, EnableNFTables: false, Backend: { Type: backend } },
    };
    plainObject(this, 'ConfigMap', {
      metadata: { name: CONFIG, namespace: NAMESPACE, labels: { tier: 'node', app: 'flannel', ...LABELS } },
      data: Object.fromEntries(Object.entries(documents).map(([file, content]) => [file, `${JSON.stringify(content, undefined, 2)}\n`])),
    });
  }
}
