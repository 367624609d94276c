import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { plainObject } from '../../../objects/plain-object';
import { addRole, bindClusterRole, bindRole, words } from '../../../objects/rbac';
import { CLUSTER_ROLES, MONITORING_ROLES, ROLES } from './rook-common-rules';

/** Rook's labels for what belongs to it. */
const ROOK = {
  operator: 'rook',
  'storage-backend': 'ceph',
  'app.kubernetes.io/name': 'rook-ceph',
  'app.kubernetes.io/part-of': 'rook-ceph-operator',
};

const COSI = {
  'app.kubernetes.io/part-of': 'container-object-storage-interface',
  'app.kubernetes.io/component': 'driver-ceph',
  'app.kubernetes.io/name': 'cosi-driver-ceph',
};

const labelsOf = (name: string): Readonly<Record<string, string>> => (name.startsWith('objectstorage-') ? COSI : ROOK);

const ACCOUNTS = words(`
  objectstorage-provisioner rook-ceph-cmd-reporter rook-ceph-default rook-ceph-mgr rook-ceph-nvmeof rook-ceph-osd rook-ceph-purge-osd rook-ceph-rgw
  rook-ceph-system
`);

/** Who gets a ClusterRole in the whole cluster: binding, role, account. */
const EVERYWHERE = [
  ['objectstorage-provisioner-role-binding', 'objectstorage-provisioner-role', 'objectstorage-provisioner'],
  ['rook-ceph-global', 'rook-ceph-global', 'rook-ceph-system'],
  ['rook-ceph-mgr-cluster', 'rook-ceph-mgr-cluster', 'rook-ceph-mgr'],
  ['rook-ceph-object-bucket', 'rook-ceph-object-bucket', 'rook-ceph-system'],
  ['rook-ceph-osd', 'rook-ceph-osd', 'rook-ceph-osd'],
  ['rook-ceph-system', 'rook-ceph-system', 'rook-ceph-system'],
] as const;

/** Who gets a ClusterRole in Rook's namespace only: role, which names the binding, and account. */
const HERE = [
  ['rook-ceph-cluster-mgmt', 'rook-ceph-system'],
  ['rook-ceph-mgr-system', 'rook-ceph-mgr'],
] as const;

/** What the accounts of Rook may do beyond what every cluster needs. */
export interface RookCommonProps {
  /** Whether Rook may tell the Prometheus operator what to watch, as `monitoring` of `RookCluster` asks it to. @default false */
  readonly monitoring?: boolean;
}

/** Who Rook and Ceph's daemons are, and what each of them may do. */
export class RookCommon extends Chart {
  constructor(scope: Construct, id: string, { monitoring = false }: RookCommonProps = {}) {
    super(scope, id);
    const here = (name: string) => ({ name, namespace: ROOK_NAMESPACE, labels: labelsOf(name) });
    const everywhere = (name: string) => ({ name, labels: labelsOf(name) });
    for (const name of ACCOUNTS) plainObject(this, 'ServiceAccount', { metadata: here(name) });
    for (const [name, rules] of Object.entries(CLUSTER_ROLES)) addRole(this, everywhere(name), rules);
    for (const [name, role, account] of EVERYWHERE) bindClusterRole(this, everywhere(name), role, here(account));
    for (const [role, account] of HERE) bindClusterRole(this, here(role), role, here(account));
    // Each of these roles belongs to the account of its name.
    for (const [name, rules] of Object.entries(ROLES)) {
      addRole(this, here(name), rules);
      bindRole(this, here(name), name, here(name));
    }
    for (const [name, account, rules] of monitoring ? MONITORING_ROLES : []) {
      addRole(this, here(name), rules);
      bindRole(this, here(name), name, here(account));
    }
  }
}
