import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { tryParseAddress } from '../../../cluster/values/cidr';
import { PINS } from '../../../cluster/values/versions';
import { type ApiServerEndpoint, apiServerVariables } from '../../../objects/api-server';
import type { RequiredNamespace } from '../../../objects/namespaces';
import { plainObject } from '../../../objects/plain-object';
import { bindClusterRole } from '../../../objects/rbac';
import { OPERATOR_RULES, SECRETS_RULES } from './operator-rules';

const NAME = 'tigera-operator';
const NAMESPACE = 'tigera-operator';
const LABELS = { 'k8s-app': NAME };
const ENDPOINT_CONFIG = 'kubernetes-services-endpoint';

/** The namespaces that `CalicoOperator` needs; the operator makes Calico's own, calico-system, itself. */
export const CALICO_OPERATOR_NAMESPACES: readonly RequiredNamespace[] = [
  { name: NAMESPACE, labels: { name: NAMESPACE, 'pod-security.kubernetes.io/enforce': 'privileged' } },
];

/** How the Tigera operator is installed. */
export interface CalicoOperatorProps {
  /**
   * Version of the operator's image; each belongs to one release of Calico.
   * @default the one that this release of cdk8s-metal is tested with
   */
  readonly version?: string;
  /**
   * For the dataplane BPF: Calico takes the place of kube-proxy and cannot reach the API server through a Service that it has yet to make.
   * @default the Service `kubernetes`, which kube-proxy serves
   * @see https://docs.tigera.io/calico/latest/operations/ebpf/install
   */
  readonly apiServer?: ApiServerEndpoint;
}

/**
 * The Tigera operator, which installs Calico as the chart `Calico` asks it to. It installs its own custom resource definitions when it starts.
 *
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/self-managed-onprem/onpremises
 */
export class CalicoOperator extends Chart {
  constructor(scope: Construct, id: string, props: CalicoOperatorProps = {}) {
    super(scope, id);
    const { apiServer, version = PINS.tigeraOperator } = props;
    this.addAccount();
    if (apiServer !== undefined) this.addEndpoint(apiServer);
    this.addDeployment(version);
  }

  private addAccount(): void {
    const account = { name: NAME, namespace: NAMESPACE };
    plainObject(this, 'ServiceAccount', { metadata: { ...account, labels: LABELS } });
    plainObject(this, 'ClusterRole', { metadata: { name: `${NAME}-secrets`, labels: LABELS }, rules: SECRETS_RULES });
    plainObject(this, 'ClusterRole', { metadata: { name: NAME, labels: LABELS }, rules: OPERATOR_RULES });
    bindClusterRole(this, { name: NAME, labels: LABELS }, NAME, account);
    bindClusterRole(this, { name: `${NAME}-secrets`, namespace: NAMESPACE, labels: LABELS }, `${NAME}-secrets`, account);
  }

  /** Before the Deployment: the operator reads it once, when it starts, and hands it on to all parts of Calico. */
  private addEndpoint(apiServer: ApiServerEndpoint): void {
    const { host } = apiServer;
    plainObject(this, 'ConfigMap', { metadata: { name: ENDPOINT_CONFIG, namespace: NAMESPACE }, data: apiServerVariables(apiServer) });
    this.node.addValidation({
      validate: () =>
        tryParseAddress(host) === undefined
          ? [`apiServer.host ${host} is not an address, and Calico must reach the API server before the cluster has DNS; give the address behind it`]
          : [],
    });
  }

  private addDeployment(version: string): void {
    plainObject(this, 'Deployment', {
      metadata: { name: NAME, namespace: NAMESPACE, labels: LABELS },
      spec: {
        replicas: 1,
        selector: { matchLabels: { name: NAME } },
        template: {
          metadata: { labels: { name: NAME, ...LABELS } },
          spec: {
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            // It makes the network that would lift the nodes' taints.
            tolerations: ['NoExecute', 'NoSchedule'].map((effect) => ({ effect, operator: 'Exists' })),
            serviceAccountName: NAME,
            // As long as the operator itself waits for its parts to go when it is uninstalled.
            terminationGracePeriodSeconds: 60,
            hostNetwork: true,
            dnsPolicy: 'ClusterFirstWithHostNet',
            containers: [
              {
                name: NAME,
                image: `quay.io/tigera/operator:${version}`,
                imagePullPolicy: 'IfNotPresent',
                command: ['operator'],
                args: ['-manage-crds=true'],
                volumeMounts: [{ name: 'var-lib-calico', mountPath: '/var/lib/calico', readOnly: true }],
                env: [
                  // Set and empty: it watches all namespaces.
                  { name: 'WATCH_NAMESPACE' },
                  { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
                  { name: 'OPERATOR_NAME', value: NAME },
                  { name: 'TIGERA_OPERATOR_INIT_IMAGE_VERSION', value: version },
                ],
                envFrom: [{ configMapRef: { name: ENDPOINT_CONFIG, optional: true } }],
              },
            ],
            volumes: [{ name: 'var-lib-calico', hostPath: { path: '/var/lib/calico' } }],
          },
        },
      },
    });
  }
}
