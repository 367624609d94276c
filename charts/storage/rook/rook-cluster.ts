import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ROOK_NAMESPACE } from '../../../cluster/facts/storage-names';
import { CephCluster } from '../../../imports/ceph.rook.io/ceph-cluster';
import { plainObject } from '../../../objects/plain-object';
import { type RookClusterProps, cephClusterSpec, clusterProblems } from './ceph-cluster';

/**
 * A Ceph cluster on named disks of named machines, which the Rook operator builds and looks after. It can be applied when the operator has started.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/
 */
export class RookCluster extends Chart {
  constructor(scope: Construct, id: string, props: RookClusterProps) {
    super(scope, id);
    this.node.addValidation({ validate: () => clusterProblems(props) });
    new CephCluster(this, 'CephCluster', { metadata: { name: ROOK_NAMESPACE, namespace: ROOK_NAMESPACE }, spec: cephClusterSpec(props) });
    const { dashboard = 'ClusterIP' } = props;
    if (dashboard === 'LoadBalancer' || dashboard === 'NodePort') this.addDashboardService(dashboard);
  }

  /** Beside Rook's own, which is of the type ClusterIP and stays so. */
  private addDashboardService(type: 'LoadBalancer' | 'NodePort'): void {
    const labels = { app: 'rook-ceph-mgr', rook_cluster: ROOK_NAMESPACE };
    plainObject(this, 'Service', {
      metadata: { name: `rook-ceph-mgr-dashboard-${type.toLowerCase()}`, namespace: ROOK_NAMESPACE, labels },
      spec: {
        type,
        ports: [{ name: 'dashboard', port: 8443, protocol: 'TCP', targetPort: 8443 }],
        selector: { ...labels, mgr_role: 'active' },
        sessionAffinity: 'None',
      },
    });
  }
}
