import { type Rule, EDIT, MANAGE, READ, allow } from '../../../objects/rbac';

/* What the CSI operator and the drivers that it runs may do, exactly as far as its own release grants it. */

/** What reads and writes volumes' secrets on behalf of a pod, and proves who that is to a key management. */
const IDENTITY: readonly Rule[] = [
  allow('', ['configmaps', 'serviceaccounts'], ['get']),
  allow('', ['serviceaccounts/token'], ['create']),
  allow('authentication.k8s.io', ['tokenreviews'], ['create']),
];

const EVENTS = allow('', ['events'], ['list', 'watch', 'create', 'update', 'patch']);

const REVIEWS = allow('authorization.k8s.io', ['subjectaccessreviews'], ['create']);

/** What every driver's controller does: make volumes, attach them to nodes, resize them. */
const VOLUMES: readonly Rule[] = [
  allow('', ['persistentvolumes'], EDIT),
  allow('', ['persistentvolumeclaims'], [...READ, 'update']),
  allow('', ['persistentvolumeclaims/status'], ['patch']),
  allow('', ['nodes'], READ),
  EVENTS,
  allow('storage.k8s.io', ['csinodes', 'storageclasses'], READ),
  allow('storage.k8s.io', ['volumeattachments'], [...READ, 'patch']),
  allow('storage.k8s.io', ['volumeattachments/status'], ['patch']),
];

/** As above, for storage that secrets open. */
const CONTROLLER: readonly Rule[] = [...VOLUMES, ...IDENTITY, allow('', ['secrets'], READ)];

const PATCH_CLAIMS = allow('', ['persistentvolumeclaims'], ['patch']);

const SNAPSHOTS: readonly Rule[] = [
  allow('storage.k8s.io', ['volumeattributesclasses'], READ),
  allow('snapshot.storage.k8s.io', ['volumesnapshotclasses'], READ),
  allow('snapshot.storage.k8s.io', ['volumesnapshots'], ['get', 'list']),
  allow('snapshot.storage.k8s.io', ['volumesnapshotcontents'], [...READ, 'update', 'patch']),
  allow('snapshot.storage.k8s.io', ['volumesnapshotcontents/status'], ['update', 'patch']),
];

/** Snapshots of several volumes at one moment, and copies in another cluster. */
const GROUPS: readonly Rule[] = [
  ...['groupsnapshot.storage.k8s.io', 'groupsnapshot.storage.openshift.io'].flatMap((group) => [
    allow(group, ['volumegroupsnapshotclasses'], READ),
    allow(group, ['volumegroupsnapshotcontents'], [...READ, 'update', 'patch']),
    allow(group, ['volumegroupsnapshotcontents/status'], ['update', 'patch']),
  ]),
  allow('replication.storage.openshift.io', ['volumegroupreplicationcontents'], READ),
];

/** What a driver does on each machine, where it finds out itself what is attached. */
const ATTACHING_NODE: readonly Rule[] = [
  ...IDENTITY,
  EVENTS,
  allow('', ['nodes', 'persistentvolumeclaims'], ['get']),
  allow('', ['persistentvolumes', 'secrets'], ['get', 'list']),
  allow('storage.k8s.io', ['volumeattachments'], ['get', 'list']),
];

/** The parts of a driver that have rules of their own: its controller, and the pod on each machine. */
type Part = 'ctrlplugin' | 'nodeplugin';

/** What each driver's parts may do in the whole cluster. */
export const DRIVER_CLUSTER_RULES: Readonly<Record<'cephfs' | 'nfs' | 'nvmeof' | 'rbd', Readonly<Record<Part, readonly Rule[]>>>> = {
  cephfs: {
    ctrlplugin: [...CONTROLLER, PATCH_CLAIMS, ...SNAPSHOTS, ...GROUPS, allow('replication.storage.openshift.io', ['volumegroupreplicationclasses'], ['get'])],
    nodeplugin: [...IDENTITY, EVENTS, allow('', ['nodes', 'persistentvolumeclaims', 'persistentvolumes'], ['get']), allow('', ['secrets'], READ)],
  },
  nfs: {
    ctrlplugin: [
      ...VOLUMES,
      PATCH_CLAIMS,
      ...SNAPSHOTS,
      allow('', ['events', 'secrets'], ['get']),
      allow('coordination.k8s.io', ['leases'], [...READ, 'create', 'update', 'patch']),
    ],
    nodeplugin: [allow('', ['nodes'], ['get'])],
  },
  nvmeof: { ctrlplugin: [...CONTROLLER, REVIEWS], nodeplugin: ATTACHING_NODE },
  rbd: {
    ctrlplugin: [
      ...CONTROLLER,
      ...SNAPSHOTS,
      allow('snapshot.storage.k8s.io', ['volumesnapshots'], ['watch']),
      ...GROUPS,
      allow('replication.storage.openshift.io', ['volumegroupreplicationclasses'], READ),
      REVIEWS,
      // Which blocks changed between two snapshots.
      allow('cbt.storage.k8s.io', ['snapshotmetadataservices'], ['get', 'list']),
    ],
    nodeplugin: [...ATTACHING_NODE, allow('', ['secrets'], ['watch'])],
  },
};

const ADDONS: readonly Rule[] = [
  allow('csiaddons.openshift.io', ['csiaddonsnodes'], MANAGE),
  allow('', ['pods'], ['get']),
  allow('apps', ['replicasets'], ['get']),
  allow('apps', ['daemonsets/finalizers', 'deployments/finalizers'], ['update']),
];

/** What the parts of a driver may do in Rook's namespace; the NFS driver does without. */
export const DRIVER_RULES: Readonly<Record<Part, readonly Rule[]>> = {
  ctrlplugin: [allow('coordination.k8s.io', ['leases'], MANAGE), ...ADDONS],
  nodeplugin: ADDONS,
};

const RECONCILED = ['clientprofilemappings', 'clientprofiles', 'drivers'];

/** What the operator may do in the whole cluster: run drivers as their objects say. */
export const OPERATOR_RULES: readonly Rule[] = [
  allow('', ['configmaps', 'services'], EDIT),
  allow('', ['nodes'], ['list', 'watch']),
  allow('apps', ['daemonsets', 'deployments'], EDIT),
  allow('storage.k8s.io', ['csidrivers'], EDIT),
  allow('cbt.storage.k8s.io', ['snapshotmetadataservices'], READ),
  allow('csi.ceph.io', RECONCILED, EDIT),
  allow(
    'csi.ceph.io',
    RECONCILED.map((kind) => `${kind}/finalizers`),
    ['update'],
  ),
  allow(
    'csi.ceph.io',
    RECONCILED.map((kind) => `${kind}/status`),
    ['get', 'patch', 'update'],
  ),
  allow('csi.ceph.io', ['cephconnections'], [...READ, 'delete', 'update']),
  allow('csi.ceph.io', ['operatorconfigs'], READ),
];

/** What the operator may do in Rook's namespace: agree on which of several is at work. */
export const LEADER_RULES: readonly Rule[] = [
  allow('', ['configmaps'], EDIT),
  allow('', ['events'], ['create', 'patch']),
  allow('coordination.k8s.io', ['leases'], EDIT),
];

/** Who asks for the operator's metrics is asked back who that is, and whether it may. */
export const METRICS_RULES: readonly Rule[] = [allow('authentication.k8s.io', ['tokenreviews'], ['create']), REVIEWS];

/** For who collects them. */
export const METRICS_READER_RULES: readonly Rule[] = [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }];

/** For people: to change objects of a kind, or to look at them; the names are upstream's. */
export const ROLES_OF_PEOPLE: readonly { readonly kind: string; readonly editor: string; readonly viewer: string }[] = [
  { kind: 'cephconnections', editor: 'cephconnections-editor', viewer: 'cephconnection-viewer' },
  { kind: 'clientprofilemappings', editor: 'clientprofilemapping-editor', viewer: 'clientprofilemapping-viewer' },
  { kind: 'clientprofiles', editor: 'clientprofiles-editor', viewer: 'clientprofile-viewer' },
  { kind: 'drivers', editor: 'driver-editor', viewer: 'driver-viewer' },
  { kind: 'operatorconfigs', editor: 'operatorconfig-editor', viewer: 'operatorconfig-viewer' },
];

/** What one of these roles grants. */
export const rulesOfPeople = (kind: string, verbs: readonly string[]): readonly Rule[] => [
  allow('csi.ceph.io', [kind], verbs),
  allow('csi.ceph.io', [`${kind}/status`], ['get']),
];
