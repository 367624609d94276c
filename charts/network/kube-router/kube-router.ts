import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PINS } from '../../../cluster/values/versions';
import { plainObject } from '../../../objects/plain-object';
import { READ, allow, bindClusterRole } from '../../../objects/rbac';
import { kubeRouterPod } from './pod';

const NAME = 'kube-router';
const NAMESPACE = 'kube-system';
const LABELS = { 'k8s-app': NAME, tier: 'node' };
const CONFIG = 'kube-router-cfg';

/** How kube-router is installed. */
export interface KubeRouterProps {
  /**
   * Whether kube-router also does the work of kube-proxy. It then takes the address of the API server from kube-proxy's ConfigMap, so kubeadm must
   * have installed kube-proxy, and its DaemonSet must go.
   * @default false: kube-proxy stays
   * @see https://github.com/cloudnativelabs/kube-router/blob/master/docs/kubeadm.md
   */
  readonly serviceProxy?: boolean;
  /** Version of kube-router, such as v2.11.1. @default the one that this release of cdk8s-metal is tested with */
  readonly version?: string;
}

/**
 * kube-router: routes between machines by BGP, and network policies. Pods get addresses from the part of the pod network that the controller manager
 * gives to their node, so no network is named here.
 *
 * @see https://www.kube-router.io
 */
export class KubeRouter extends Chart {
  constructor(scope: Construct, id: string, props: KubeRouterProps = {}) {
    super(scope, id);
    const { serviceProxy = false, version = PINS.kubeRouter } = props;
    this.addConfig(serviceProxy);
    plainObject(this, 'DaemonSet', {
      metadata: { name: NAME, namespace: NAMESPACE, labels: LABELS },
      spec: {
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: kubeRouterPod({ version, serviceProxy, serviceAccount: NAME, config: CONFIG }) },
      },
    });
    this.addAccount();
  }

  private addConfig(serviceProxy: boolean): void {
    const bridge = {
      name: 'kubernetes',
      type: 'bridge',
      bridge: 'kube-bridge',
      isDefaultGateway: true,
      // A pod that reaches itself through a Service: kube-proxy's rules do not need it, kube-router's do.
      ...(serviceProxy ? { hairpinMode: true } : {}),
      ipam: { type: 'host-local' },
    };
    plainObject(this, 'ConfigMap', {
      metadata: { name: CONFIG, namespace: NAMESPACE, labels: LABELS },
      data: { 'cni-conf.json': `${JSON.stringify({ cniVersion: '0.3.0', name: 'mynet', plugins: [bridge] }, undefined, 2)}\n` },
    });
  }

  private addAccount(): void {
    plainObject(this, 'ServiceAccount', { metadata: { name: NAME, namespace: NAMESPACE } });
    plainObject(this, 'ClusterRole', {
      metadata: { name: NAME },
      rules: [
        allow('', ['endpoints', 'namespaces', 'nodes', 'pods', 'services'], READ),
        allow('networking.k8s.io', ['networkpolicies'], READ),
        allow('extensions', ['networkpolicies'], READ),
        allow('coordination.k8s.io', ['leases'], ['get', 'create', 'update']),
        allow('', ['services/status'], ['update']),
        allow('discovery.k8s.io', ['endpointslices'], READ),
      ],
    });
    bindClusterRole(this, { name: NAME }, NAME, { name: NAME, namespace: NAMESPACE });
  }
}
