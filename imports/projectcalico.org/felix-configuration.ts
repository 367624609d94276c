import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, LIKE, array, boolean, enumeration, intOrString, integer, map, object, string } from '../../crd/schema/schema';
import { ANY_TEXT } from './rule';
import { anyCase, logSeverity, onOff, saidTwice } from './settings';
import { served, stored } from './versions';
import type { FelixConfigurationBody, FelixConfigurationSpec } from './generated';

export type { FelixConfigurationSpec };

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
const istioDSCPMark: Schema<number> = { ...integer(), pattern: ANY_TEXT, 'x-kubernetes-int-or-string': true, [LIKE]: integer() };

const bpf = {
  bpfAttachType: enumeration(['TC', 'TCX'], { description: 'Attachment of BPF programs: TC or TCX. Default: TCX where the kernel supports it.' }),
  bpfCTLBLogFilter: string(),
  bpfConnectTimeLoadBalancing: enumeration(['TCP', 'Enabled', 'Disabled'], {
    description: 'Protocols whose service addresses are resolved when a socket connects. Default: TCP.',
  }),
  bpfConnectTimeLoadBalancingEnabled: flag('Deprecated; use bpfConnectTimeLoadBalancing.'),
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
  bpfDSROptoutCIDRs: texts('CIDRs of clients that never receive direct responses (DSR).'),
  bpfDataIfacePattern: text('Regular expression for the interfaces to the network.'),
  bpfDisableGROForIfaces: string(),
  bpfDisableUnprivileged: flag('Whether unprivileged use of BPF is disabled. Default: true.'),
  bpfEnabled: flag('Whether the data plane is BPF; set by the operator from linuxDataplane.'),
  bpfEnforceRPF: anyCase(['Disabled', 'Strict', 'Loose'], { description: 'Reverse path filter with BPF. Default: Loose.' }),
  bpfExcludeCIDRsFromNAT: texts('CIDRs of services that are excluded from NAT, such as a DNS cache of the node.'),
  bpfExportBufferSizeMB: integer(),
  bpfExtToServiceConnmark: integer(),
  bpfExternalServiceMode: anyCase(['Tunnel', 'DSR'], {
    description: 'Forwarding to pods on other nodes: Tunnel, or DSR, with direct responses to the client. Default: Tunnel.',
  }),
  bpfForceTrackPacketsFromIfaces: texts("Interfaces whose packets need the kernel's connection tracking, such as docker+."),
  bpfHostConntrackBypass: boolean(),
  bpfHostNetworkedNATWithoutCTLB: onOff(),
  bpfJITHardening: saidTwice(['Auto', 'Strict'], 'Hardening of the BPF JIT compiler; Auto lowers hardening that costs performance. Default: Auto.'),
  bpfKubeProxyHealthzPort: integer(),
  bpfKubeProxyIptablesCleanupEnabled: flag('Whether rules that kube-proxy left are removed. Default: true.'),
  bpfKubeProxyMinSyncPeriod: time('Shortest interval between updates of services. Default: 1s.'),
  bpfL3IfacePattern: string(),
  bpfLogFilters: map(string()),
  bpfLogLevel: anyCase(['Off', 'Info', 'Debug'], { description: 'Log level of BPF programs. Default: Off.' }),
  bpfMaglevMaxEndpointsPerService: integer(),
  bpfMaglevMaxServices: integer(),
  bpfMapSizeConntrack: whole('Size of the map of tracked connections; changing it interrupts connections.'),
  bpfMapSizeConntrackCleanupQueue: integer({ minimum: 1 }),
  bpfMapSizeConntrackScaling: anyCase(['Disabled', 'DoubleIfFull']),
  bpfMapSizeIPSets: integer(),
  bpfMapSizeIfState: integer(),
  bpfMapSizeNATAffinity: integer(),
  bpfMapSizeNATBackend: integer(),
  bpfMapSizeNATFrontend: integer(),
  bpfMapSizePerCpuConntrack: integer(),
  bpfMapSizeRoute: integer(),
  bpfPSNATPorts: portRange('Port range for source ports that conflict.'),
  bpfPolicyDebugEnabled: boolean(),
  bpfProfiling: onOff(),
  bpfRedirectToPeer: onOff(),
};

const specShape = object(
  {
    ...bpf,
    allowIPIPPacketsFromWorkloads: flag('Whether pods may send IPIP packets. Default: false.'),
    allowVXLANPacketsFromWorkloads: flag('Whether pods may send VXLAN packets. Default: false.'),
    awsSrcDstCheck: enumeration(['DoNothing', 'Enable', 'Disable']),
    cgroupV2Path: string(),
    chainInsertMode: anyCase(['Insert', 'Append'], {
      description: "Position of Calico's rules in the kernel's chains: Insert, first, or Append, last. Default: Insert.",
    }),
    dataplaneDriver: string(),
    dataplaneWatchdogTimeout: text('Deprecated; use healthTimeoutOverrides.'),
    debugDisableLogDropping: boolean(),
    debugHost: string(),
    debugMemoryProfilePath: string(),
    debugPort: integer(),
    debugSimulateCalcGraphHangAfter: time('Simulates a hang of the calculation graph; for tests only.'),
    debugSimulateDataplaneApplyDelay: time('Simulates a delay of the data plane; for tests only.'),
    debugSimulateDataplaneHangAfter: time('Simulates a hang of the data plane; for tests only.'),
    defaultEndpointToHostAction: anyCase(['Drop', 'Accept', 'Return'], {
      description: 'Action for packets from a pod to its node, after its egress rules. Default: Drop.',
    }),
    deviceRouteProtocol: whole("Protocol number of Calico's routes in the kernel."),
    deviceRouteSourceAddress: text("IPv4 source hint of Calico's routes. Default: the kernel chooses."),
    deviceRouteSourceAddressIPv6: text("IPv6 source hint of Calico's routes. Default: the kernel chooses."),
    disableConntrackInvalidCheck: boolean(),
    endpointReportingDelay: time('Delay of reports about endpoints; OpenStack only. Default: 1s.'),
    endpointReportingEnabled: flag('Whether the status of endpoints is reported; OpenStack only.'),
    endpointStatusPathPrefix: string(),
    externalNodesList: texts('CIDRs of machines outside the cluster whose IPIP and VXLAN packets are accepted.'),
    failsafeInboundHostPorts: ports('Ports of nodes that stay open for incoming packets whatever the policies, such as TCP port 22.'),
    failsafeOutboundHostPorts: ports('Ports that nodes can reach whatever the policies, such as UDP port 53.'),
    featureDetectOverride: string({
      pattern: '^([a-zA-Z0-9-_]+=(true|false|),)*([a-zA-Z0-9-_]+=(true|false|))?$',
      description: 'Overrides of detected kernel features: name=true,name=false, such as ChecksumOffloadBroken=true.',
    }),
    featureGates: string({ pattern: '^([a-zA-Z0-9-_]+=([^=]+),)*([a-zA-Z0-9-_]+=([^=]+))?$', description: 'Experimental features: name=value,name=value.' }),
    floatingIPs: onOff('Whether pods can have floating IPs by annotation.'),
    flowLogsCollectorDebugTrace: boolean(),
    flowLogsFlushInterval: time('Interval of sending flow logs.'),
    flowLogsGoldmaneServer: text('Address of Goldmane, which receives flow logs; set by the operator.'),
    flowLogsLocalReporter: enumeration(['Disabled', 'Enabled']),
    flowLogsPolicyEvaluationMode: enumeration(['None', 'Continuous']),
    genericXDPEnabled: boolean(),
    goGCThreshold: integer(),
    goMaxProcs: whole('Largest number of CPUs that Felix uses; -1: all. Default: -1.'),
    goMemoryLimitMB: whole("Soft limit of Felix's memory in MB; -1: no limit. Default: -1."),
    healthEnabled: boolean(),
    healthHost: text('Address of the health endpoint. Default: localhost.'),
    healthPort: whole('Port of the health endpoint. Default: 9099.'),
    healthTimeoutOverrides: array(object({ name: string(), timeout: string() }, { required: ['name', 'timeout'] })),
    interfaceExclude: text('Interfaces that are not host endpoints: names or /expressions/, separated by commas.'),
    interfacePrefix: text("Prefix of the names of pods' interfaces. Default: cali."),
    interfaceRefreshInterval: time('Interval of checking interfaces again; 0: never.'),
    ipForwarding: onOff('Whether Felix enables IP forwarding. Default: Enabled.'),
    ipipEnabled: flag('Whether the IPIP device is created. Default: derived from the pools.'),
    ipipMTU: whole('MTU of the IPIP device in bytes. Default: detected.'),
    ipsetsRefreshInterval: time('Interval of checking IP sets; 0: never. Default: 90s.'),
    iptablesBackend: enumeration(['Legacy', 'NFT', 'Auto'], {
      pattern: '^(?i)(Auto|Legacy|NFT)?$',
      description: 'Variant of iptables: Legacy, NFT or Auto. Default: Auto.',
    }),
    iptablesFilterAllowAction: anyCase(['Accept', 'Return'], {
      description: "Action for allowed packets in the filter table: Accept, or Return, which continues with the node's rules. Default: Accept.",
    }),
    iptablesFilterDenyAction: anyCase(['Drop', 'Reject'], { description: 'Action for denied packets. Default: Drop.' }),
    iptablesLockProbeInterval: time('Interval of attempts to take the iptables lock. Default: 50ms.'),
    iptablesMangleAllowAction: anyCase(['Accept', 'Return'], { description: 'Action for allowed packets in the mangle table. Default: Accept.' }),
    iptablesMarkMask: integer({ format: 'int32', description: 'Mark bits that Calico uses.' }),
    iptablesNATOutgoingInterfaceFilter: text('Name of the interfaces on which natOutgoing applies. Default: all interfaces.'),
    iptablesPostWriteCheckInterval: time('Delay of the check after iptables were written. Default: 1s.'),
    iptablesRefreshInterval: time('Interval of checking iptables; 0: never. Default: 10s.'),
    ipv4ElevatedRoutePriority: integer(),
    ipv4NormalRoutePriority: whole("Metric of Calico's IPv4 routes; lower metrics take precedence. Default: 1024."),
    ipv6ElevatedRoutePriority: integer(),
    ipv6NormalRoutePriority: whole("Metric of Calico's IPv6 routes; lower metrics take precedence. Default: 1024."),
    ipv6Support: flag('Whether IPv6 is supported.'),
    istioAmbientMode: onOff("Whether Istio's ambient mode is supported. Default: Disabled."),
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
    logFilePath: text('Path of the log file; none: no file. Default: /var/log/calico/felix.log.'),
    logPrefix: string({ pattern: '^([a-zA-Z0-9%: /_-])*$', description: 'Prefix of lines that rules with the action Log write. Default: calico-packet.' }),
    logSeverityFile: logSeverity({ description: 'Lowest severity that is logged to the file. Default: Info.' }),
    logSeverityScreen: logSeverity({ description: 'Lowest severity that is logged to standard output. Default: Info.' }),
    logSeveritySys: logSeverity({ description: 'Lowest severity that is logged to syslog. Default: Info.' }),
    maxIpsetSize: whole('Largest number of addresses in an IP set.'),
    metadataAddr: text('Address of the metadata service; OpenStack only.'),
    metadataPort: whole('Port of the metadata service; OpenStack only.'),
    mtuIfacePattern: text("Regular expression for the interfaces from whose MTU the pods' is derived."),
    natOutgoingAddress: text("Source address of pods' packets that leave the cluster. Default: the address of the interface."),
    natOutgoingExclusions: enumeration(['IPPoolsOnly', 'IPPoolsAndHostIPs'], {
      description: 'Destinations to which pods keep their address with natOutgoing. Default: IPPoolsOnly.',
    }),
    natPortRange: portRange("Range of source ports of pods' packets that leave the cluster."),
    netlinkTimeout: time('Timeout of netlink operations. Default: 10s.'),
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
    nftablesRefreshInterval: text('Interval of checking nftables. Default: 90s.'),
    nodeSelector: string({ maxLength: 1024, description: 'Calico selector of the nodes for these settings; not allowed in default and node.<name>.' }),
    openstackRegion: text('Name of the region; OpenStack only.'),
    policySyncPathPrefix: string(),
    programClusterRoutes: onOff('Whether Felix instead of BIRD programs the routes to pods on other nodes. Default: Disabled.'),
    prometheusGoMetricsEnabled: flag('Whether metrics of the Go runtime are served. Default: true.'),
    prometheusMetricsCAFile: string(),
    prometheusMetricsCertFile: string(),
    prometheusMetricsClientAuth: string(),
    prometheusMetricsEnabled: flag('Whether Prometheus metrics are served. Default: false.'),
    prometheusMetricsHost: text('Address for metrics. Default: all addresses.'),
    prometheusMetricsKeyFile: string(),
    prometheusMetricsPort: whole('Port for metrics. Default: 9091.'),
    prometheusProcessMetricsEnabled: flag('Whether metrics of the process are served. Default: true.'),
    prometheusWireGuardMetricsEnabled: flag('Whether metrics of WireGuard are served. Default: true.'),
    removeExternalRoutes: flag('Whether routes to pods that Felix did not create are removed.'),
    reportingInterval: time("Interval of Felix's status reports; 0: never. Default: 30s."),
    reportingTTL: time('Time that a status report is valid. Default: 90s.'),
    requireMTUFile: boolean(),
    routeRefreshInterval: time('Interval of checking routes; 0: never. Default: 90s.'),
    routeSource: anyCase(['WorkloadIPs', 'CalicoIPAM'], { description: 'Source of routes: CalicoIPAM or WorkloadIPs. Default: CalicoIPAM.' }),
    routeSyncDisabled: flag('Whether Felix does not program routes, for clusters that use Calico for policies only.'),
    routeTableRange: tables,
    routeTableRanges: array(tables, { description: 'Numbers of routing tables that Calico uses.' }),
    serviceLoopPrevention: anyCase(['Drop', 'Reject', 'Disabled'], { description: 'Action for packets to unassigned service addresses. Default: Drop.' }),
    sidecarAccelerationEnabled: boolean(),
    usageReportingEnabled: flag('Whether version and size of the cluster are reported to projectcalico.org. Default: true.'),
    usageReportingInitialDelay: time('Delay of the first usage report. Default: 300s.'),
    usageReportingInterval: time('Interval of usage reports. Default: 86400s.'),
    useInternalDataplaneDriver: boolean(),
    vxlanEnabled: flag('Whether the VXLAN device is created. Default: derived from the pools.'),
    vxlanMTU: whole('MTU of the IPv4 VXLAN device in bytes. Default: detected.'),
    vxlanMTUV6: whole('MTU of the IPv6 VXLAN device in bytes. Default: detected.'),
    vxlanPort: whole('UDP port of VXLAN. Default: 4789.'),
    vxlanVNI: whole('VXLAN network identifier (VNI). Default: 4096.'),
    windowsManageFirewallRules: onOff(),
    wireguardEnabled: flag('Whether IPv4 packets between nodes are encrypted with WireGuard. Default: false.'),
    wireguardEnabledV6: flag('Whether IPv6 packets between nodes are encrypted with WireGuard. Default: false.'),
    wireguardHostEncryptionEnabled: flag('Whether packets of the nodes themselves are encrypted too. Default: false.'),
    wireguardInterfaceName: text('Name of the IPv4 WireGuard interface. Default: wireguard.cali.'),
    wireguardInterfaceNameV6: text('Name of the IPv6 WireGuard interface. Default: wg-v6.cali.'),
    wireguardKeepAlive: time("Interval of WireGuard's keepalive packets; 0: never. Default: 0."),
    wireguardListeningPort: whole('UDP port of WireGuard for IPv4. Default: 51820.'),
    wireguardListeningPortV6: whole('UDP port of WireGuard for IPv6. Default: 51821.'),
    wireguardMTU: whole('MTU of the IPv4 WireGuard interface in bytes. Default: 1440.'),
    wireguardMTUV6: whole('MTU of the IPv6 WireGuard interface in bytes. Default: 1420.'),
    wireguardRoutingRulePriority: whole("Priority of WireGuard's routing rule. Default: 99."),
    wireguardThreadingEnabled: boolean(),
    workloadSourceSpoofing: anyCase(['Disabled', 'Any'], {
      description: 'Whether an annotation can allow pods other source addresses than their own. Default: Disabled.',
    }),
    xdpEnabled: flag('Whether packets that untracked rules deny are dropped by XDP. Default: true.'),
    xdpRefreshInterval: time('Interval of checking XDP; 0: never. Default: 90s.'),
  },
  {
    doc: "What Felix, Calico's agent on each node, does.",
    rules: [
      {
        rule: '!has(self.routeTableRange) || !has(self.routeTableRanges)',
        message: 'routeTableRange and routeTableRanges cannot both be set',
        reason: 'FieldValueForbidden',
      },
    ],
  },
);

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
export const felixConfiguration = defineResource<FelixConfigurationBody>({ ...served, ...kind });

/** FelixConfiguration as it is stored. */
export const crdFelixConfiguration = defineResource<FelixConfigurationBody>({ ...stored, ...kind });

/**
 * Settings of Felix, Calico's agent on each node: `default` for all nodes, `node.<name>` for one.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/felixconfig
 */
export class FelixConfiguration extends customResource(felixConfiguration) {}

/** A FelixConfiguration as it is stored, for clusters without Calico's API server. */
export class CrdFelixConfiguration extends customResource(crdFelixConfiguration) {}
