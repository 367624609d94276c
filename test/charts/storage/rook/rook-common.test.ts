import { ROOK_NAMESPACES } from '../../../../charts/storage/rook/namespace';
import { RookCommon } from '../../../../charts/storage/rook/rook-common';
import { Namespaces } from '../../../../objects/namespaces';
import { withGrants } from '../../grants';
import { rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const granted = (monitoring: boolean, account: string): readonly unknown[] => {
  const objects = rendered((app) => new RookCommon(app, 'rook-common', { monitoring }));
  const roles = objects.filter(({ kind, metadata }) => kind === 'Role' && metadata.name.startsWith('rook-ceph-monitor'));
  const bound = objects.filter(({ kind, subjects }) => kind === 'RoleBinding' && JSON.stringify(subjects).includes(`"${account}"`));
  return roles.filter(({ metadata: { name } }) => bound.some(({ roleRef }) => JSON.stringify(roleRef).includes(`"${name}"`))).map(({ rules }) => rules);
};

const mayWith = (verbs: readonly string[]) => [[{ apiGroups: ['monitoring.coreos.com'], resources: ['servicemonitors'], verbs }]];

// Field section 6: without these rights Rook's wish for metrics failed in its log only. https://github.com/rook/rook/blob/v1.20.6/deploy/examples/monitoring/rbac.yaml
test('with monitoring, operator and managers keep ServiceMonitors as far as upstream lets them', () => {
  expect(granted(true, 'rook-ceph-system')).toEqual(mayWith(['get', 'list', 'watch', 'create', 'update', 'delete']));
  expect(granted(true, 'rook-ceph-mgr')).toEqual(mayWith(['get', 'list', 'create', 'update']));
  expect([...granted(false, 'rook-ceph-system'), ...granted(false, 'rook-ceph-mgr')]).toEqual([]);
});

describe("the chart of Rook's accounts", () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/common.yaml',
    ours: [...rendered((app) => new Namespaces(app, 'namespaces', { namespaces: ROOK_NAMESPACES })), ...rendered((app) => new RookCommon(app, 'rook-common'))],
    normal: withGrants,
    except: {
      'OSDs and CSI node plugins are privileged, and are let in also where a cluster enforces less by default': (object) =>
        object.kind === 'Namespace' ? { ...object, metadata: { ...object.metadata, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } } : object,
    },
  });
});
