import type { RookClusterProps } from '../../../../charts/storage/rook/ceph-cluster';
import { RookCluster } from '../../../../charts/storage/rook/rook-cluster';
import { only, rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const nodes = [{ name: 'a', devices: [{ device: '/dev/disk/by-id/a' }] }];
const cluster = (props: Partial<RookClusterProps>) => rendered((app) => new RookCluster(app, 'ceph-cluster', { nodes, ...props }));

describe("the dashboard's Service", () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/dashboard-loadbalancer.yaml',
    ours: cluster({ dashboard: 'LoadBalancer' }).filter(({ kind }) => kind === 'Service'),
  });

  test('can be one on every machine', () => {
    expect(only(cluster({ dashboard: 'NodePort' }), 'Service')).toMatchObject({
      metadata: { name: 'rook-ceph-mgr-dashboard-nodeport' },
      spec: { type: 'NodePort' },
    });
  });

  test.each([false, 'ClusterIP'] as const)("is Rook's own where it is %s", (dashboard) => {
    expect(cluster({ dashboard }).map(({ kind }) => kind)).toEqual(['CephCluster']);
  });
});
