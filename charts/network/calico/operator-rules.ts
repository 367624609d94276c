import { type Rule, MANAGE, READ, allow, words } from '../../../objects/rbac';

/* What the Tigera operator may do in the whole cluster, exactly as far as its own release grants it. */

const named = (group: string, plurals: readonly string[]): readonly string[] => plurals.map((plural) => `${plural}.${group}`);

const CALICO_KINDS = words(`
  bgpconfigurations bgpfilters bgppeers blockaffinities caliconodestatuses clusterinformations felixconfigurations globalnetworkpolicies
  globalnetworksets hostendpoints ipamblocks ipamhandles ippools ipreservations kubecontrollersconfigurations networkpolicies networksets
  stagedglobalnetworkpolicies stagedkubernetesnetworkpolicies stagednetworkpolicies tiers
`);

const OPERATOR_KINDS = words(`
  apiservers gatewayapis goldmanes imagesets installations istios managementclusterconnections tigerastatuses whiskers
`);

const GATEWAY_KINDS = words(`
  backendlbpolicies backendtlspolicies gatewayclasses gateways grpcroutes httproutes listenersets referencegrants tcproutes tlsroutes udproutes
`);

const ENVOY_KINDS = words(`
  backends backendtrafficpolicies clienttrafficpolicies envoyextensionpolicies envoypatchpolicies envoyproxies httproutefilters securitypolicies
`);

/** The definitions that the operator installs when it starts (-manage-crds) and keeps up to date; anybody else's it only reads. */
const DEFINITIONS: readonly Rule[] = [
  allow('apiextensions.k8s.io', ['customresourcedefinitions'], [...READ, 'create']),
  allow(
    'apiextensions.k8s.io',
    ['customresourcedefinitions'],
    ['update'],
    [
      ...named('crd.projectcalico.org', [...CALICO_KINDS, 'ipamconfigs']),
      ...named('projectcalico.org', [...CALICO_KINDS, 'ipamconfigurations']),
      ...named('operator.tigera.io', OPERATOR_KINDS),
      ...named('gateway.networking.k8s.io', GATEWAY_KINDS),
      ...named('gateway.networking.x-k8s.io', ['xbackendtrafficpolicies', 'xmeshes']),
      ...named('gateway.envoyproxy.io', ENVOY_KINDS),
    ],
  ),
  // Some distributions ship this one: the operator takes it over.
  allow('apiextensions.k8s.io', ['customresourcedefinitions'], ['update', 'delete'], ['clusternetworkpolicies.policy.networking.k8s.io']),
];

/** What Calico consists of: the operator creates and removes all of it. */
const PARTS: readonly Rule[] = [
  allow('', ['configmaps', 'endpoints', 'events', 'namespaces', 'pods', 'podtemplates', 'serviceaccounts', 'services'], MANAGE),
  // Pull secrets and certificates are the user's, wherever they are; writing secrets is granted by namespace, in a role of its own.
  allow('', ['resourcequotas', 'secrets'], READ),
  // Priority classes of the system are refused outside kube-system unless a quota admits them.
  allow('', ['resourcequotas'], MANAGE, ['calico-critical-pods', 'tigera-critical-pods']),
  // The number of nodes gives the number of Typhas; labels move nodes over from an installation without operator.
  allow('', ['nodes'], [...READ, 'patch']),
  allow('apps', ['daemonsets', 'deployments', 'statefulsets'], [...MANAGE, 'patch']),
  allow('apps', ['deployments/finalizers'], ['update'], ['tigera-operator']),
  // Roles for its parts, which hold what the operator itself does not: hence bind and escalate.
  allow('rbac.authorization.k8s.io', ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'], [...MANAGE, 'bind', 'escalate']),
  allow('networking.k8s.io', ['networkpolicies'], MANAGE),
  allow('scheduling.k8s.io', ['priorityclasses'], MANAGE),
  allow('policy', ['poddisruptionbudgets', 'podsecuritypolicies'], MANAGE),
  allow('policy', ['podsecuritypolicies'], ['use'], ['tigera-operator']),
  // The API service of projectcalico.org/v3.
  allow('apiregistration.k8s.io', ['apiservices'], ['list', 'watch', 'create', 'update', 'delete']),
  allow('discovery.k8s.io', ['endpointslices'], READ),
  allow('storage.k8s.io', ['csidrivers'], MANAGE),
  // Which of several operators is at work.
  allow('coordination.k8s.io', ['leases'], MANAGE),
  // Who it is itself, asked of the API server.
  allow('authentication.k8s.io', ['tokenreviews'], ['create']),
  allow('certificates.k8s.io', ['certificatesigningrequests'], ['list', 'watch']),
];

/** Defaults and checks of Calico's, Istio's and Envoy Gateway's objects that run within the API server. */
const ADMISSION: readonly Rule[] = [
  allow('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], MANAGE),
  allow('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['update'], ['istio-validator-calico-system', 'istiod-default-validator']),
  allow('admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], [...READ, 'create', 'delete']),
  allow('admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], ['update'], ['envoy-gateway-topology-injector.tigera-gateway']),
  allow('admissionregistration.k8s.io', ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'], MANAGE),
  allow('admissionregistration.k8s.io', ['mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'], MANAGE),
];

/** The operator's own kinds: the user's wishes, and what became of them. Owner references to an object need its finalizers. */
const WISHES: readonly Rule[] = [
  allow(
    'operator.tigera.io',
    [
      ...OPERATOR_KINDS,
      ...OPERATOR_KINDS.filter((kind) => kind !== 'imagesets').map((kind) => `${kind}/finalizers`),
      ...OPERATOR_KINDS.filter((kind) => kind !== 'imagesets' && kind !== 'gatewayapis').map((kind) => `${kind}/status`),
    ],
    [...READ, 'update', 'patch'],
  ),
  allow('operator.tigera.io', ['tigerastatuses'], ['create', 'delete']),
  // Uninstalling removes what it was made from.
  allow('operator.tigera.io', ['apiservers', 'goldmanes', 'installations', 'whiskers'], ['delete']),
];

const calicoConfiguration = (group: string): readonly Rule[] => [
  allow(group, ['bgpconfigurations', 'felixconfigurations', 'ippools'], [...READ, 'create', 'patch']),
  allow(group, ['clusterinformations', 'kubecontrollersconfigurations'], READ),
];

/** Calico's own objects, under both of their groups. */
const CONFIGURATION: readonly Rule[] = [
  ...calicoConfiguration('crd.projectcalico.org'),
  ...calicoConfiguration('projectcalico.org'),
  allow('projectcalico.org', ['ippools'], ['update', 'delete']),
  allow('projectcalico.org', ['ipamconfigurations'], READ),
  allow('projectcalico.org', ['globalnetworkpolicies', 'networkpolicies', 'networksets'], [...MANAGE, 'patch']),
  // Policies of a tier are asked for under names of their own, and only with a grant for the tier as well.
  allow('projectcalico.org', ['tier.globalnetworkpolicies', 'tier.networkpolicies'], READ),
  allow('projectcalico.org', ['tier.globalnetworkpolicies', 'tier.networkpolicies'], MANAGE, ['calico-system.*']),
  allow('projectcalico.org', ['tiers'], [...READ, 'create']),
  allow('projectcalico.org', ['tiers'], ['get', 'update', 'delete'], ['calico-system']),
  // Whether objects are being moved from the one group to the other.
  allow('migration.projectcalico.org', ['datastoremigrations'], READ),
];

/** For GatewayAPI and Istio, which this release of the operator can run as well. */
const EXTRAS: readonly Rule[] = [
  allow('gateway.networking.k8s.io', ['gatewayclasses'], MANAGE),
  allow('gateway.envoyproxy.io', ['envoyproxies'], MANAGE),
  allow('batch', ['jobs'], ['create', 'list', 'watch']),
  allow('batch', ['jobs'], ['update'], ['tigera-gateway-api-gateway-helm-certgen']),
  allow('autoscaling', ['horizontalpodautoscalers'], [...READ, 'create']),
  allow('autoscaling', ['horizontalpodautoscalers'], ['update'], ['istiod']),
  // Not for itself: it hands this on to calico-node and Typha, which follow machines that migrate.
  allow('kubevirt.io', ['virtualmachineinstancemigrations'], READ),
];

/** What the ClusterRole `tigera-operator` grants. */
export const OPERATOR_RULES: readonly Rule[] = [...DEFINITIONS, ...PARTS, ...ADMISSION, ...WISHES, ...CONFIGURATION, ...EXTRAS];

/** What the ClusterRole `tigera-operator-secrets` grants, in the namespaces that it is bound in. */
export const SECRETS_RULES: readonly Rule[] = [allow('', ['secrets'], ['create', 'update', 'delete'])];
