import type { App, Chart } from 'cdk8s';
import { CephCsiOperator } from '../../../charts/storage/rook/csi-operator';
import { RookCommon } from '../../../charts/storage/rook/rook-common';
import { SnapshotController } from '../../../charts/storage/snapshot/controller';
import { accountGrants } from '../account-grants';
import { type KubernetesObject, rendered } from '../objects';
import { describeUpstream, readUpstream } from '../upstream';

const RELEASES = ['rook-v1.20.6/common.yaml', 'rook-v1.20.6/csi-operator.yaml', 'external-snapshotter-v8.6.0/rbac-snapshot-controller.yaml'];

const BUILDS: readonly ((app: App) => Chart)[] = [
  (app) => new RookCommon(app, 'rook-common'),
  (app) => new CephCsiOperator(app, 'ceph-csi-operator'),
  (app) => new SnapshotController(app, 'snapshot-controller'),
];

const ours = BUILDS.flatMap((build) => rendered(build));

/** A role and its binding to an account, in a namespace or everywhere. */
const bound = (verbs: readonly string[], namespace?: string): readonly KubernetesObject[] => {
  const [role, binding] = namespace === undefined ? ['ClusterRole', 'ClusterRoleBinding'] : ['Role', 'RoleBinding'];
  const metadata = { name: 'x', ...(namespace === undefined ? {} : { namespace }) };
  return [
    { apiVersion: 'v1', kind: role, metadata, rules: [{ apiGroups: [''], resources: ['pods'], verbs }] },
    { apiVersion: 'v1', kind: binding, metadata, roleRef: { kind: role, name: 'x' }, subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'n' }] },
  ];
};

describe('the rights of an account', () => {
  test('are those of all roles that are bound to it, each where it is bound', () => {
    expect(accountGrants([...bound(['get']), ...bound(['list'], 'm')])).toEqual([
      "ServiceAccount n/a: (everywhere) '' pods (all names) get",
      "ServiceAccount n/a: m '' pods (all names) list",
    ]);
  });

  test('are unknown where a role is missing', () => {
    expect(() => accountGrants(bound(['get']).slice(1))).toThrow('x binds ClusterRole x, which is not there');
  });
});

describeUpstream("the rights of storage's accounts", () => {
  test("are upstream's, not one more and not one less", () => {
    const allowed = new Set(accountGrants(RELEASES.flatMap(readUpstream)));
    const granted = accountGrants(ours);
    expect(granted.filter((grant) => !allowed.has(grant))).toEqual([]);
    expect(granted).toHaveLength(allowed.size);
  });
});

test('no account of storage may do everything with anything', () => {
  expect(accountGrants(ours).filter((grant) => grant.includes('*'))).toEqual([]);
});
