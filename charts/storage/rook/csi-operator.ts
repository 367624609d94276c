import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { REQUESTS } from '../../../cluster/facts/requests';
import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { PINS } from '../../../cluster/values/versions';
import type { Toleration } from '../../../imports/core/tolerations';
import { plainObject } from '../../../objects/plain-object';
import { type Rule, EDIT, READ, addRole, bindClusterRole, bindRole } from '../../../objects/rbac';
import {
  DRIVER_CLUSTER_RULES,
  DRIVER_RULES,
  LEADER_RULES,
  METRICS_READER_RULES,
  METRICS_RULES,
  OPERATOR_RULES,
  ROLES_OF_PEOPLE,
  rulesOfPeople,
} from './csi-operator-rules';

/** Begins all names; the operator finds the accounts of its drivers by it. */
const PREFIX = 'ceph-csi-';
const NAME = `${PREFIX}controller-manager`;
const LABELS = { 'app.kubernetes.io/managed-by': 'kustomize', 'app.kubernetes.io/name': 'ceph-csi-operator' };
const SELECTOR = { 'control-plane': 'ceph-csi-op-controller-manager' };

const here = (name: string) => ({ name, namespace: ROOK_NAMESPACE });

/** How the CSI operator is installed. */
export interface CephCsiOperatorProps {
  /**
   * Version of its image.
   * @default the one that this release of cdk8s-metal is tested with
   */
  readonly version?: string;
  /**
   * Taints that it may run beside.
   * @default none
   */
  readonly tolerations?: readonly Toleration[];
}

/**
 * The operator that runs Ceph's CSI drivers, and the accounts of those drivers. Which drivers, `RookOperator` says.
 *
 * @see https://github.com/ceph/ceph-csi-operator
 */
export class CephCsiOperator extends Chart {
  constructor(scope: Construct, id: string, props: CephCsiOperatorProps = {}) {
    super(scope, id);
    const { version = PINS.cephCsiOperator, tolerations = [] } = props;
    this.addDrivers();
    this.addAccount();
    this.addRolesOfPeople();
    this.addDeployment(version, tolerations);
  }

  private addDrivers(): void {
    for (const [driver, rules] of Object.entries(DRIVER_CLUSTER_RULES)) {
      for (const part of ['ctrlplugin', 'nodeplugin'] as const) {
        const name = `${PREFIX}${driver}-${part}`;
        const account = here(`${name}-sa`);
        plainObject(this, 'ServiceAccount', { metadata: account });
        addRole(this, { name: `${name}-cr` }, rules[part]);
        bindClusterRole(this, { name: `${name}-crb` }, `${name}-cr`, account);
        if (driver === 'nfs') continue;
        addRole(this, here(`${name}-r`), DRIVER_RULES[part]);
        bindRole(this, here(`${name}-rb`), `${name}-r`, account);
      }
    }
  }

  private addAccount(): void {
    const account = here(NAME);
    const everywhere = (name: string, rules: readonly Rule[], labels: { readonly labels?: typeof LABELS }) => {
      addRole(this, { name: `${PREFIX}${name}-role`, ...labels }, rules);
      bindClusterRole(this, { name: `${PREFIX}${name}-rolebinding`, labels: LABELS }, `${PREFIX}${name}-role`, account);
    };
    plainObject(this, 'ServiceAccount', { metadata: { ...account, labels: LABELS } });
    everywhere('manager', OPERATOR_RULES, {});
    everywhere('metrics-auth', METRICS_RULES, { labels: LABELS });
    addRole(this, { ...here(`${PREFIX}leader-election-role`), labels: LABELS }, LEADER_RULES);
    bindRole(this, { ...here(`${PREFIX}leader-election-rolebinding`), labels: LABELS }, `${PREFIX}leader-election-role`, account);
  }

  /** Bound to nobody: for administrators to hand out. */
  private addRolesOfPeople(): void {
    for (const { kind, editor, viewer } of ROLES_OF_PEOPLE) {
      addRole(this, { name: `${PREFIX}${editor}-role`, labels: LABELS }, rulesOfPeople(kind, EDIT));
      addRole(this, { name: `${PREFIX}${viewer}-role`, labels: LABELS }, rulesOfPeople(kind, READ));
    }
    addRole(this, { name: `${PREFIX}metrics-reader`, labels: LABELS }, METRICS_READER_RULES);
  }

  private addDeployment(version: string, tolerations: readonly Toleration[]): void {
    plainObject(this, 'Deployment', {
      metadata: { ...here(NAME), labels: { ...LABELS, 'control-plane': 'controller-manager' } },
      spec: {
        replicas: 1,
        selector: { matchLabels: SELECTOR },
        template: {
          metadata: { labels: SELECTOR, annotations: { 'kubectl.kubernetes.io/default-container': 'manager' } },
          spec: {
            serviceAccountName: NAME,
            terminationGracePeriodSeconds: 10,
            securityContext: { runAsNonRoot: true },
            ...(tolerations.length === 0 ? {} : { tolerations }),
            containers: [
              {
                name: 'manager',
                image: `quay.io/cephcsi/ceph-csi-operator:${version}`,
                command: ['/manager'],
                args: ['--leader-elect'],
                env: [
                  { name: 'OPERATOR_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
                  { name: 'CSI_SERVICE_ACCOUNT_PREFIX', value: PREFIX },
                  // Set and empty: it watches all namespaces.
                  { name: 'WATCH_NAMESPACE' },
                ],
                livenessProbe: { httpGet: { path: '/healthz', port: 8081 }, initialDelaySeconds: 15, periodSeconds: 20 },
                readinessProbe: { httpGet: { path: '/readyz', port: 8081 }, initialDelaySeconds: 5, periodSeconds: 10 },
                resources: { limits: { cpu: '500m', memory: '128Mi' }, requests: REQUESTS.csiOperator },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
              },
            ],
          },
        },
      },
    });
  }
}
