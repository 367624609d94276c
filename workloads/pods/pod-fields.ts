import { ADDRESS, DNS_LABEL, DNS_NAME, KEY, LABEL_VALUE, PATH_BELOW } from '../fields/names';
import { ANY_TEXT, INT32, SOME_TEXT, from, longFrom, needed, oneOf, text, whole } from '../fields/form';
import { type Table, below } from '../fields/table';
import { SECURITY } from './container-fields';

const SYSCTL = text(
  (name) => name.length <= 253 && /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(name),
  'is not the name of a kernel parameter',
  'give one such as net.ipv4.ip_local_port_range',
);

const SEARCH = text(
  (name) => name === '.' || /^([a-z0-9_]([-a-z0-9_]*[a-z0-9_])?\.)*[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?\.?$/.test(name),
  'is not a domain',
  'use lower-case letters, digits, dashes, underscores and dots',
);

const DNS: Table = {
  dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  'dnsConfig.nameservers[]': ADDRESS,
  'dnsConfig.searches[]': SEARCH,
  'dnsConfig.options[].name': needed(SOME_TEXT),
};

/** Which labels, of pods and of nodes. */
const selector = (operators: readonly string[]): Table => ({
  'matchLabels.@': KEY,
  'matchLabels.*': LABEL_VALUE,
  'matchExpressions[].key': needed(KEY),
  'matchExpressions[].operator': needed(oneOf(...operators)),
});

const POD_SELECTOR = selector(['In', 'NotIn', 'Exists', 'DoesNotExist']);
const NODE_TERM = selector(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']);

const POD_TERM: Table = {
  topologyKey: needed(KEY),
  ...below('labelSelector', POD_SELECTOR),
  ...below('namespaceSelector', POD_SELECTOR),
  'namespaces[]': DNS_LABEL,
};

const WEIGHT = whole(1, 100);
const [DEMANDS, WISHES] = ['requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution'] as const;

const PLACES: Table = {
  ...below(`affinity.nodeAffinity.${DEMANDS}.nodeSelectorTerms[]`, NODE_TERM),
  ...below(`affinity.nodeAffinity.${WISHES}[]`, { weight: needed(WEIGHT), ...below('preference', NODE_TERM) }),
  ...below(`affinity.podAffinity.${DEMANDS}[]`, POD_TERM),
  ...below(`affinity.podAffinity.${WISHES}[]`, { weight: needed(WEIGHT), ...below('podAffinityTerm', POD_TERM) }),
  ...below(`affinity.podAntiAffinity.${DEMANDS}[]`, POD_TERM),
  ...below(`affinity.podAntiAffinity.${WISHES}[]`, { weight: needed(WEIGHT), ...below('podAffinityTerm', POD_TERM) }),
  'nodeSelector.@': KEY,
  'nodeSelector.*': LABEL_VALUE,
  'tolerations[].key': { ...KEY, fits: (key) => key === '' || KEY.fits(key) },
  'tolerations[].operator': oneOf('', 'Equal', 'Exists', 'Gt', 'Lt'),
  'tolerations[].value': LABEL_VALUE,
  'tolerations[].effect': oneOf('', 'NoExecute', 'NoSchedule', 'PreferNoSchedule'),
  ...below('topologySpreadConstraints[]', {
    maxSkew: needed(from(1)),
    minDomains: from(1),
    topologyKey: needed(KEY),
    whenUnsatisfiable: needed(oneOf('DoNotSchedule', 'ScheduleAnyway')),
    nodeAffinityPolicy: oneOf('Honor', 'Ignore'),
    nodeTaintsPolicy: oneOf('Honor', 'Ignore'),
    ...below('labelSelector', POD_SELECTOR),
  }),
};

const RIGHTS: Table = {
  ...SECURITY,
  fsGroup: whole(0, INT32),
  fsGroupChangePolicy: oneOf('Always', 'OnRootMismatch'),
  'supplementalGroups[]': whole(0, INT32),
  supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  seLinuxChangePolicy: oneOf('MountOption', 'Recursive'),
  'sysctls[].name': needed(SYSCTL),
  'sysctls[].value': ANY_TEXT,
  'appArmorProfile.localhostProfile': SOME_TEXT,
  'seccompProfile.localhostProfile': PATH_BELOW,
};

/** The forms of a pod's fields, less those of its containers and volumes. */
export const POD: Table = {
  activeDeadlineSeconds: from(1),
  'hostAliases[].ip': needed(ADDRESS),
  'hostAliases[].hostnames[]': DNS_NAME,
  hostname: DNS_LABEL,
  hostnameOverride: {
    ...DNS_NAME,
    fits: (name) => typeof name === 'string' && name.length <= 64 && DNS_NAME.fits(name),
    repair: 'use at most 64 lower-case letters, digits, dashes and dots',
  },
  nodeName: DNS_NAME,
  'os.name': needed(oneOf('linux', 'windows')),
  preemptionPolicy: oneOf('Never', 'PreemptLowerPriority'),
  priority: whole(-INT32 - 1, INT32),
  priorityClassName: DNS_NAME,
  'readinessGates[].conditionType': needed(KEY),
  'resourceClaims[].name': needed(DNS_LABEL),
  'resourceClaims[].resourceClaimName': DNS_NAME,
  'resourceClaims[].resourceClaimTemplateName': DNS_NAME,
  restartPolicy: oneOf('Always', 'Never', 'OnFailure'),
  runtimeClassName: DNS_NAME,
  schedulerName: SOME_TEXT,
  'schedulingGates[].name': needed(KEY),
  serviceAccountName: DNS_NAME,
  serviceAccount: DNS_NAME,
  subdomain: DNS_LABEL,
  terminationGracePeriodSeconds: longFrom(0),
  ...DNS,
  ...PLACES,
  ...below('securityContext', RIGHTS),
};
