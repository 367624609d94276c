import { type Rule, EDIT, MANAGE, READ, allow, words } from '../../../objects/rbac';

/* What Rook and Ceph's daemons may do, exactly as far as Rook's own release grants it. */

/** Kinds of Ceph parts; all but the COSI driver have a status that Rook writes. */
const CEPH_KINDS = words(`
  cephblockpoolradosnamespaces cephblockpools cephbucketnotifications cephbuckettopics cephclients cephclusters cephfilesystemmirrors cephfilesystems
  cephfilesystemsubvolumegroups cephnfses cephnvmeofgateways cephobjectrealms cephobjectstoreaccounts cephobjectstores cephobjectstoreusers
  cephobjectzonegroups cephobjectzones cephrbdmirrors
`);

const below = (subresource: string, kinds: readonly string[]): readonly string[] => kinds.map((kind) => `${kind}/${subresource}`);

/** Controllers record what they do under both groups. */
const EVENTS = allow('events.k8s.io', ['events'], ['create', 'patch', 'update']);

const CLASSES = allow('storage.k8s.io', ['storageclasses'], READ);

/** The operator in all namespaces: it watches for Ceph clusters and what belongs to them everywhere. */
const GLOBAL: readonly Rule[] = [
  allow('ceph.rook.io', [...CEPH_KINDS, 'cephcosidrivers'], [...READ, 'update']),
  allow('ceph.rook.io', [...below('status', CEPH_KINDS), ...below('finalizers', CEPH_KINDS)], ['update']),
  // Pods to fence, nodes for monitors, secrets of clusters elsewhere, its own settings.
  allow('', ['configmaps', 'nodes', 'pods', 'secrets'], READ),
  allow(
    ['', 'discovery.k8s.io'],
    ['endpoints', 'endpointslices', 'endpointslices/restricted', 'events', 'persistentvolumeclaims', 'persistentvolumes', 'services'],
    EDIT,
  ),
  EVENTS,
  CLASSES,
  allow('storage.k8s.io', ['csidrivers'], ['create', 'delete', 'get', 'update']),
  allow('batch', ['cronjobs', 'jobs'], [...MANAGE, 'deletecollection']),
  // Which daemons may be away at once.
  allow(['apps', 'extensions', 'policy'], ['deployments', 'poddisruptionbudgets', 'replicasets'], [...MANAGE, 'deletecollection']),
  allow('apps', ['deployments/finalizers'], ['update']),
  // For OpenShift, and for networks by Multus.
  allow('healthchecking.openshift.io', ['machinedisruptionbudgets'], MANAGE),
  allow('machine.openshift.io', ['machines'], MANAGE),
  allow('k8s.cni.cncf.io', ['network-attachment-definitions'], ['get']),
];

/** The operator in all namespaces, for what it does beside watching its kinds. */
const SYSTEM: readonly Rule[] = [
  allow('', ['pods', 'pods/log'], ['get', 'list']),
  allow('', ['pods/exec'], ['create']),
  allow('apiextensions.k8s.io', ['customresourcedefinitions'], ['get']),
  allow('csi.ceph.io', ['cephconnections', 'clientprofiles', 'drivers', 'operatorconfigs'], MANAGE),
  allow('csiaddons.openshift.io', ['networkfences'], [...MANAGE, 'deletecollection']),
];

/** Buckets that are asked for in any namespace. */
const OBJECT_BUCKET: readonly Rule[] = [
  // Where a bucket is and how to get in.
  allow('', ['configmaps', 'secrets'], ['get', 'create', 'update', 'delete']),
  allow('storage.k8s.io', ['storageclasses'], ['get']),
  allow('objectbucket.io', ['objectbucketclaims'], [...READ, 'update']),
  allow('objectbucket.io', ['objectbuckets'], MANAGE),
  allow(
    'objectbucket.io',
    ['status', 'finalizers'].flatMap((part) => below(part, ['objectbucketclaims', 'objectbuckets'])),
    ['update'],
  ),
];

/** Buckets by the container object storage interface. */
const OBJECT_STORAGE: readonly Rule[] = [
  allow(
    'objectstorage.k8s.io',
    ['bucketaccesses', 'bucketaccessclasses', 'bucketclaims', 'buckets'].flatMap((kind) => [kind, `${kind}/status`]),
    MANAGE,
  ),
  allow('coordination.k8s.io', ['leases'], MANAGE),
  allow('', ['events', 'secrets'], ['get', 'create', 'update', 'delete']),
  EVENTS,
];

/** The ClusterRoles, by name. */
export const CLUSTER_ROLES: Readonly<Record<string, readonly Rule[]>> = {
  'objectstorage-provisioner-role': OBJECT_STORAGE,
  'rook-ceph-cluster-mgmt': [allow(['', 'apps', 'extensions'], ['configmaps', 'daemonsets', 'deployments', 'pods', 'pods/log', 'secrets', 'services'], EDIT)],
  'rook-ceph-global': GLOBAL,
  'rook-ceph-mgr-cluster': [
    allow('', ['configmaps', 'nodes', 'persistentvolumes'], READ),
    allow('', ['events'], [...READ, 'create', 'patch']),
    EVENTS,
    CLASSES,
  ],
  'rook-ceph-mgr-system': [allow('', ['configmaps'], READ)],
  'rook-ceph-object-bucket': OBJECT_BUCKET,
  // Where in the topology an OSD is.
  'rook-ceph-osd': [allow('', ['nodes'], ['get', 'list'])],
  'rook-ceph-system': SYSTEM,
};

/** The Roles in Rook's namespace, by name. */
export const ROLES: Readonly<Record<string, readonly Rule[]>> = {
  'rook-ceph-cmd-reporter': [allow('', ['configmaps', 'pods'], MANAGE)],
  // The manager's modules can orchestrate.
  'rook-ceph-mgr': [
    allow('', ['pods', 'pods/log', 'services'], MANAGE),
    allow('', ['persistentvolumeclaims'], ['delete']),
    allow('batch', ['jobs'], MANAGE),
    allow('apps', ['deployments', 'deployments/scale'], ['patch', 'delete']),
    allow('ceph.rook.io', [...CEPH_KINDS.filter((kind) => kind !== 'cephobjectstoreaccounts'), 'cephclusters/finalizers', 'cephcosidrivers'], EDIT),
  ],
  'rook-ceph-osd': [
    // Tokens of a key management, where disks are encrypted.
    allow('', ['secrets'], ['get', 'update']),
    allow('', ['configmaps'], MANAGE),
    allow('ceph.rook.io', ['cephclusters', 'cephclusters/finalizers'], ['get', 'list', 'create', 'update', 'delete']),
  ],
  'rook-ceph-purge-osd': [
    allow('', ['configmaps'], ['get']),
    allow('', ['persistentvolumeclaims'], ['get', 'list', 'update', 'delete']),
    allow('apps', ['deployments'], ['get', 'delete']),
    allow('batch', ['jobs'], ['get', 'list', 'delete']),
  ],
  'rook-ceph-system': [
    allow('', ['configmaps', 'pods', 'services'], EDIT),
    allow(['apps', 'extensions'], ['daemonsets', 'deployments', 'statefulsets'], [...MANAGE, 'deletecollection']),
    allow('batch', ['cronjobs'], ['delete']),
    allow('cert-manager.io', ['certificates', 'issuers'], ['get', 'create', 'delete']),
    allow('multicluster.x-k8s.io', ['serviceexports'], ['get', 'create']),
  ],
};

/** What needs the kinds of the Prometheus operator: role, account, and how it keeps the ServiceMonitors of Ceph, as upstream's monitoring/rbac.yaml has it. */
export const MONITORING_ROLES = [
  ['rook-ceph-monitor', 'rook-ceph-system', [allow('monitoring.coreos.com', ['servicemonitors'], MANAGE)]],
  ['rook-ceph-monitor-mgr', 'rook-ceph-mgr', [allow('monitoring.coreos.com', ['servicemonitors'], ['get', 'list', 'create', 'update'])]],
] as const satisfies readonly (readonly [role: string, account: string, rules: readonly Rule[]])[];
