import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, enumeration, intOrString, integer, map, object, string } from '../../crd/schema/schema';
import { ANY_TEXT } from './rule';
import { anyCase, logSeverity, onOff, saidTwice } from './settings';
import { served, stored } from './versions';

const flag = (description: string) => boolean({ description });
const whole = (description: string) => integer({ description });
const text = (description: string) => string({ description });
const texts = (description: string) => array(string(), { description });
/** Two backslashes, as upstream has it: a dot does not pass, so that 1.5s is written 1500ms. */
const time = (description: string) => string({ pattern: '^([0-9]+(\\\\.[0-9]+)?(ms|s|m|h))*$', description });
/** How long a connection without packets is remembered. */
const timeout = string({ pattern: '^(([0-9]*(\\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$' });
const portRange = (description: string) => intOrString({ pattern: ANY_TEXT, description });
const ports = (description: string) => array(object({ net: string(), port: integer(), protocol: string() }, { required: ['port'] }), { description });
const tables = object({ max: integer(), min: integer() }, { required: ['max', 'min'] });

/** A number, and yet upstream calls it int-or-string as well. */
const istioDSCPMark: Schema<number> = { ...integer(), pattern: ANY_TEXT, 'x-kubernetes-int-or-string': true };

const bpf = {
  bpfAttachType: enumeration(['TC', 'TCX'], { description: 'Attachment of BPF programs: TC or TCX. Default: TCX where the kernel supports it.' }),
  bpfCTLBLogFilter: string(),
  bpfConnectTimeLoadBalancing: enumeration(['TCP', 'Enabled', 'Disabled'], {
    description: 'Protocols whose service addresses are resolved when a socket connects. Default: TCP.',
  }),
  bpfConnectTimeLoadBalancingEnabled: flag('Deprecated: bpfConnectTimeLoadBalancing says it.'),
  bpfConntrackLogLevel: enumeration(['Off', 'Debug']),
  bpfConntrackMode: enumeration(['Auto', 'Userspace', 'BPFProgram']),
  bpfConntrackTimeouts: object(
    {
      creationGracePeriod: timeout,
      genericTimeout: timeout,
      icmpTimeout: timeout,
      tcpEstablished: timeout,
      tcpFinsSeen: timeout,
      tcpResetSeen: timeout,
      tcpSynSent: timeout,
      udpTimeout: timeout,
    },
    { description: "Times that idle connections are tracked, by kind; Auto: the kernel's values." },
  ),
  bpfDSROptoutCIDRs: texts('Clients that never get direct answers.'),
  bpfDataIfacePattern: text('Interfaces to the network, as a regular expression.'),
  bpfDisableGROForIfaces: string(),
  bpfDisableUnprivileged: flag('Whether only root may use BPF; true by default.'),
  bpfEnabled: flag('Whether BPF moves packets; the operator sets it from linuxDataplane.'),
  bpfEnforceRPF: anyCase(['Disabled', 'Strict', 'Loose'], { description: 'Reverse path filter with BPF. Default: Loose.' }),
  bpfExcludeCIDRsFromNAT: texts('Services that the node handles itself, such as a DNS cache.'),
  bpfExportBufferSizeMB: integer(),
  bpfExtToServiceConnmark: integer(),
  bpfExternalServiceMode: anyCase(['Tunnel', 'DSR'], {
    description: 'Forwarding to pods on other nodes: Tunnel, or DSR, with direct responses to the client. Default: Tunnel.',
  }),
  bpfForceTrackPacketsFromIfaces: texts("Interfaces of others, such as docker+, that need the kernel's connection tracking."),
  bpfHostConntrackBypass: boolean(),
  bpfHostNetworkedNATWithoutCTLB: onOff(),
  bpfJITHardening: saidTwice(['Auto', 'Strict'], 'Auto by default: lowers hardening that costs speed.'),
  bpfKubeProxyHealthzPort: integer(),
  bpfKubeProxyIptablesCleanupEnabled: flag('Whether rules that kube-proxy left are removed; true by default.'),
  bpfKubeProxyMinSyncPeriod: time('1s by default.'),
  bpfL3IfacePattern: string(),
  bpfLogFilters: map(string()),
  bpfLogLevel: anyCase(['Off', 'Info', 'Debug'], { description: 'Log level of BPF programs. Default: Off.' }),
  bpfMaglevMaxEndpointsPerService: integer(),
  bpfMaglevMaxServices: integer(),
  bpfMapSizeConntrack: whole('How many connections fit; changing it interrupts them.'),
  bpfMapSizeConntrackCleanupQueue: integer({ minimum: 1 }),
  bpfMapSizeConntrackScaling: anyCase(['Disabled', 'DoubleIfFull']),
  bpfMapSizeIPSets: integer(),
  bpfMapSizeIfState: integer(),
  bpfMapSizeNATAffinity: integer(),
  bpfMapSizeNATBackend: integer(),
  bpfMapSizeNATFrontend: integer(),
  bpfMapSizePerCpuConntrack: integer(),
  bpfMapSizeRoute: integer(),
  bpfPSNATPorts: portRange('From which ports one is taken when a source port clashes.'),
  bpfPolicyDebugEnabled: boolean(),
  bpfProfiling: onOff(),
  bpfRedirectToPeer: onOff(),
};

const specShape = object(
  {
    ...bpf,
    allowIPIPPacketsFromWorkloads: flag('Whether pods may send IPIP; false by default.'),
    allowVXLANPacketsFromWorkloads: flag('Whether pods may send VXLAN; false by default.'),
    awsSrcDstCheck: enumeration(['DoNothing', 'Enable', 'Disable']),
    cgroupV2Path: string(),
    chainInsertMode: anyCase(['Insert', 'Append'], {
      description: "Position of Calico's rules in the kernel's chains: Insert, first, or Append, last. Default: Insert.",
    }),
    dataplaneDriver: string(),
    dataplaneWatchdogTimeout: text('Deprecated: healthTimeoutOverrides says it.'),
    debugDisableLogDropping: boolean(),
    debugHost: string(),
    debugMemoryProfilePath: string(),
    debugPort: integer(),
    debugSimulateCalcGraphHangAfter: time('For tests only.'),
    debugSimulateDataplaneApplyDelay: time('For tests only.'),
    debugSimulateDataplaneHangAfter: time('For tests only.'),
    defaultEndpointToHostAction: anyCase(['Drop', 'Accept', 'Return'], {
      description: 'Action for packets from a pod to its node, after its egress rules. Default: Drop.',
    }),
    deviceRouteProtocol: whole('The number that marks our routes.'),
    deviceRouteSourceAddress: text('IPv4 source hint on our routes; the kernel chooses when left out.'),
    deviceRouteSourceAddressIPv6: text('IPv6 source hint on our routes; the kernel chooses when left out.'),
    disableConntrackInvalidCheck: boolean(),
    endpointReportingDelay: time('1s by default; OpenStack only.'),
    endpointReportingEnabled: flag('OpenStack only.'),
    endpointStatusPathPrefix: string(),
    externalNodesList: texts('Networks of machines outside the cluster whose IPIP and VXLAN is taken.'),
    failsafeInboundHostPorts: ports('Ports of nodes that no policy closes, such as 22 of TCP.'),
    failsafeOutboundHostPorts: ports('Ports that nodes always reach, such as 53 of UDP.'),
    featureDetectOverride: string({
      pattern: '^([a-zA-Z0-9-_]+=(true|false|),)*([a-zA-Z0-9-_]+=(true|false|))?$',
      description: 'Overrides of detected kernel features: name=true,name=false, such as ChecksumOffloadBroken=true.',
    }),
    featureGates: string({
      pattern: '^([a-zA-Z0-9-_]+=([^=]+),)*([a-zA-Z0-9-_]+=([^=]+))?$',
      description: 'Experimental features: name=value,name=value.',
    }),
    floatingIPs: onOff('Whether pods may ask for further addresses, by annotation.'),
    flowLogsCollectorDebugTrace: boolean(),
    flowLogsFlushInterval: time('How often flows are sent.'),
    flowLogsGoldmaneServer: text('Where flows are sent; the operator sets it.'),
    flowLogsLocalReporter: enumeration(['Disabled', 'Enabled']),
    flowLogsPolicyEvaluationMode: enumeration(['None', 'Continuous']),
    genericXDPEnabled: boolean(),
    goGCThreshold: integer(),
    goMaxProcs: whole('How many CPUs Felix uses; all by default, written -1.'),
    goMemoryLimitMB: whole('How much memory Felix tries to stay below, in MB; no limit by default, written -1.'),
    healthEnabled: boolean(),
    healthHost: text('localhost by default.'),
    healthPort: whole('9099 by default.'),
    healthTimeoutOverrides: array(object({ name: string(), timeout: string() }, { required: ['name', 'timeout'] })),
    interfaceExclude: text('Interfaces that are no host endpoints; names, or /expressions/, with commas between.'),
    interfacePrefix: text("What names of pods' interfaces begin with; cali by default."),
    interfaceRefreshInterval: time('How often interfaces are looked at again; 0 is never.'),
    ipForwarding: onOff('Whether Felix turns IP forwarding on; Enabled by default.'),
    ipipEnabled: flag('Whether there is an IPIP device; follows from the pools when left out.'),
    ipipMTU: whole('Found out when left out.'),
    ipsetsRefreshInterval: time('90s by default; 0 is never.'),
    iptablesBackend: enumeration(['Legacy', 'NFT', 'Auto'], {
      pattern: '^(?i)(Auto|Legacy|NFT)?$',
      description: 'Variant of iptables: Legacy, NFT or Auto. Default: Auto.',
    }),
    iptablesFilterAllowAction: anyCase(['Accept', 'Return'], {
      description: "Action for allowed packets in the filter table: Accept, or Return, which continues with the node's rules. Default: Accept.",
    }),
    iptablesFilterDenyAction: anyCase(['Drop', 'Reject'], { description: 'Action for denied packets. Default: Drop.' }),
    iptablesLockProbeInterval: time('50ms by default.'),
    iptablesMangleAllowAction: anyCase(['Accept', 'Return'], { description: 'Action for allowed packets in the mangle table. Default: Accept.' }),
    iptablesMarkMask: integer({ format: 'int32', description: 'Mark bits that Calico uses.' }),
    iptablesNATOutgoingInterfaceFilter: text("Only on interfaces of this name packets get the node's address."),
    iptablesPostWriteCheckInterval: time('1s by default.'),
    iptablesRefreshInterval: time('10s by default; 0 is never.'),
    ipv4ElevatedRoutePriority: integer(),
    ipv4NormalRoutePriority: whole('1024 by default, and higher gives way.'),
    ipv6ElevatedRoutePriority: integer(),
    ipv6NormalRoutePriority: whole('1024 by default, and higher gives way.'),
    ipv6Support: flag('Whether there is IPv6.'),
    istioAmbientMode: onOff('Disabled by default.'),
    istioDSCPMark,
    kubeNodePortRanges: array(intOrString({ pattern: ANY_TEXT }), {
      description: 'Port ranges of node ports, for kube-proxy in ipvs mode. Default: 30000:32767.',
    }),
    liveMigrationRouteConvergenceTime: string({
      pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))*$',
      description: 'Time that routes have to converge after a live migration. Default: 30s.',
    }),
    logActionRateLimit: string({
      pattern: '^[1-9]\\d{0,3}/(?:second|minute|hour|day)$',
      description: 'Rate limit of rules with the action Log, such as 10/second.',
    }),
    logActionRateLimitBurst: integer({ minimum: 0, maximum: 9999 }),
    logDebugFilenameRegex: string(),
    logFilePath: text('/var/log/calico/felix.log by default; none: no file.'),
    logPrefix: string({ pattern: '^([a-zA-Z0-9%: /_-])*$', description: 'Prefix of lines that rules with the action Log write. Default: calico-packet.' }),
    logSeverityFile: logSeverity({ description: 'Info by default.' }),
    logSeverityScreen: logSeverity({ description: 'Info by default.' }),
    logSeveritySys: logSeverity({ description: 'Info by default.' }),
    maxIpsetSize: whole('How many addresses a set holds.'),
    metadataAddr: text('OpenStack only.'),
    metadataPort: whole('OpenStack only.'),
    mtuIfacePattern: text('Interfaces whose MTU counts, as a regular expression.'),
    natOutgoingAddress: text('The address that pods leave the cluster with; that of the interface when left out.'),
    natOutgoingExclusions: enumeration(['IPPoolsOnly', 'IPPoolsAndHostIPs'], {
      description: 'Destinations to which pods keep their address with natOutgoing. Default: IPPoolsOnly.',
    }),
    natPortRange: portRange('The ports that pods leave the cluster with.'),
    netlinkTimeout: time('10s by default.'),
    nftablesFilterAllowAction: anyCase(['Accept', 'Return'], {
      description: "Action for allowed packets in the filter table: Accept, or Return, which continues with the node's rules. Default: Accept.",
    }),
    nftablesFilterDenyAction: anyCase(['Drop', 'Reject'], { description: 'Action for denied packets. Default: Drop.' }),
    nftablesMangleAllowAction: anyCase(['Accept', 'Return'], { description: 'Action for allowed packets in the mangle table. Default: Accept.' }),
    nftablesMarkMask: integer({ format: 'int32', description: 'Mark bits that Calico uses.' }),
    nftablesMode: enumeration(['Disabled', 'Enabled', 'Auto'], {
      default: 'Auto',
      description: 'Whether nftables is used instead of iptables. Default: Auto.',
    }),
    nftablesRefreshInterval: text('90s by default.'),
    nodeSelector: string({ maxLength: 1024, description: 'Calico selector of the nodes for these settings; not allowed in default and node.<name>.' }),
    openstackRegion: text('OpenStack only.'),
    policySyncPathPrefix: string(),
    programClusterRoutes: onOff('Whether Felix, and not BIRD, programs the routes to pods on other nodes; Disabled by default.'),
    prometheusGoMetricsEnabled: flag('true by default.'),
    prometheusMetricsCAFile: string(),
    prometheusMetricsCertFile: string(),
    prometheusMetricsClientAuth: string(),
    prometheusMetricsEnabled: flag('Whether metrics are served; false by default.'),
    prometheusMetricsHost: text('All addresses by default.'),
    prometheusMetricsKeyFile: string(),
    prometheusMetricsPort: whole('9091 by default.'),
    prometheusProcessMetricsEnabled: flag('true by default.'),
    prometheusWireGuardMetricsEnabled: flag('true by default.'),
    removeExternalRoutes: flag('Whether routes of others to pods are removed.'),
    reportingInterval: time('30s by default; 0 is never.'),
    reportingTTL: time('90s by default.'),
    requireMTUFile: boolean(),
    routeRefreshInterval: time('90s by default; 0 is never.'),
    routeSource: anyCase(['WorkloadIPs', 'CalicoIPAM'], { description: 'Source of routes: CalicoIPAM or WorkloadIPs. Default: CalicoIPAM.' }),
    routeSyncDisabled: flag('Whether routes are left alone: for policies without networking.'),
    routeTableRange: tables,
    routeTableRanges: array(tables, { description: 'Numbers of routing tables that Calico uses.' }),
    serviceLoopPrevention: anyCase(['Drop', 'Reject', 'Disabled'], { description: 'Action for packets to unassigned service addresses. Default: Drop.' }),
    sidecarAccelerationEnabled: boolean(),
    usageReportingEnabled: flag('Whether version and size of the cluster are told to projectcalico.org; true by default.'),
    usageReportingInitialDelay: time('300s by default.'),
    usageReportingInterval: time('86400s by default.'),
    useInternalDataplaneDriver: boolean(),
    vxlanEnabled: flag('Whether there is a VXLAN device; follows from the pools when left out.'),
    vxlanMTU: whole('Found out when left out.'),
    vxlanMTUV6: whole('Found out when left out.'),
    vxlanPort: whole('UDP port; 4789 by default.'),
    vxlanVNI: whole('4096 by default.'),
    windowsManageFirewallRules: onOff(),
    wireguardEnabled: flag('Whether IPv4 between nodes is encrypted; false by default.'),
    wireguardEnabledV6: flag('Whether IPv6 between nodes is encrypted; false by default.'),
    wireguardHostEncryptionEnabled: flag('Whether packets of the nodes themselves are encrypted as well; false by default.'),
    wireguardInterfaceName: text('wireguard.cali by default.'),
    wireguardInterfaceNameV6: text('wg-v6.cali by default.'),
    wireguardKeepAlive: time('0, which is never, by default.'),
    wireguardListeningPort: whole('UDP port; 51820 by default.'),
    wireguardListeningPortV6: whole('UDP port; 51821 by default.'),
    wireguardMTU: whole('1440 by default.'),
    wireguardMTUV6: whole('1420 by default.'),
    wireguardRoutingRulePriority: whole('99 by default.'),
    wireguardThreadingEnabled: boolean(),
    workloadSourceSpoofing: anyCase(['Disabled', 'Any'], {
      description: 'Whether an annotation can allow pods other source addresses than their own. Default: Disabled.',
    }),
    xdpEnabled: flag('Whether XDP drops what untracked rules deny; true by default.'),
    xdpRefreshInterval: time('90s by default; 0 is never.'),
  },
  {
    rules: [
      {
        rule: '!has(self.routeTableRange) || !has(self.routeTableRanges)',
        message: 'routeTableRange and routeTableRanges cannot both be set',
        reason: 'FieldValueForbidden',
      },
    ],
  },
);

/** What Felix, Calico's agent on each node, does. */
export interface FelixConfigurationSpec extends Static<typeof specShape> {}

const spec: Schema<FelixConfigurationSpec> = specShape;

const kind = {
  kind: 'FelixConfiguration',
  plural: 'felixconfigurations',
  scope: 'Cluster',
  schema: object(
    { spec },
    {
      rules: [
        {
          rule: "self.metadata.name == 'default' || self.metadata.name.startsWith('node.') ? !has(self.spec.nodeSelector) : true",
          message: "nodeSelector must not be set on the 'default' or per-node ('node.*') FelixConfiguration",
          reason: 'FieldValueForbidden',
        },
      ],
    },
  ),
} as const;

/** FelixConfiguration as it is served. */
export const felixConfiguration = defineResource({ ...served, ...kind });

/** FelixConfiguration as it is stored. */
export const crdFelixConfiguration = defineResource({ ...stored, ...kind });

/**
 * What Felix, Calico's agent on each node, does: `default` for all nodes, `node.<name>` for one.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/felixconfig
 */
export class FelixConfiguration extends customResource(felixConfiguration) {}

/** A FelixConfiguration as it is stored, for clusters without Calico's API server. */
export class CrdFelixConfiguration extends customResource(crdFelixConfiguration) {}
