import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, LIKE, array, boolean, enumeration, intOrString, integer, map, object, string, withFacets } from '../../crd/schema/schema';
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
const timeout = (connections: string) =>
  string({ pattern: '^(([0-9]*(\\.[0-9]*)?(ms|s|h|m|us)+)+|Auto)$', description: `Time that ${connections} are remembered, such as 60s.` });
const portRange = (description: string) => intOrString({ pattern: ANY_TEXT, description });
const ports = (description: string) =>
  array(
    object({ net: text('CIDR of the other side. Default: all.'), port: whole('Number of the port.'), protocol: text('tcp or udp.') }, { required: ['port'] }),
    { description },
  );
const tables = object({ max: whole('Largest number.'), min: whole('Smallest number.') }, { required: ['max', 'min'] });

/** A number, and yet upstream calls it int-or-string as well. */
const istioDSCPMark: Schema<number> = {
  ...integer(),
  pattern: ANY_TEXT,
  'x-kubernetes-int-or-string': true,
  [LIKE]: integer(),
  description: 'DSCP mark of packets of Istio in ambient mode. Default: 23.',
};

const bpf = {
  bpfAttachType: enumeration(['TC', 'TCX'], { description: 'Attachment of BPF programs: TC or TCX. Default: TCX where the kernel supports it.' }),
  bpfCTLBLogFilter: text('Filter of the logs of the load balancer at connect time; all: everything.'),
  bpfConnectTimeLoadBalancing: enumeration(['TCP', 'Enabled', 'Disabled'], {
    description: 'Protocols whose service addresses are resolved when a socket connects. Default: TCP.',
  }),
  bpfConnectTimeLoadBalancingEnabled: flag('Deprecated; use bpfConnectTimeLoadBalancing.'),
  bpfConntrackLogLevel: enumeration(['Off', 'Debug'], { description: 'Log level of the BPF program that removes old connections. Default: Off.' }),
  bpfConntrackMode: enumeration(['Auto', 'Userspace', 'BPFProgram'], {
    description: 'What removes old connections: Felix (Userspace), a BPF program, or what the kernel allows (Auto).',
  }),
  bpfConntrackTimeouts: object(
    {
      creationGracePeriod: timeout('new connections'),
      genericTimeout: timeout('connections of other protocols'),
      icmpTimeout: timeout('ICMP requests'),
      tcpEstablished: timeout('established TCP connections without packets'),
      tcpFinsSeen: timeout('TCP connections that both sides closed'),
      tcpResetSeen: timeout('TCP connections that were reset'),
      tcpSynSent: timeout('unanswered TCP connections'),
      udpTimeout: timeout('UDP connections without packets'),
    },
    { description: "Times that idle connections are tracked, by kind; Auto: the kernel's values." },
  ),
  bpfDSROptoutCIDRs: texts('CIDRs of clients that never receive direct responses (DSR).'),
  bpfDataIfacePattern: text('Regular expression for the interfaces to the network.'),
  bpfDisableGROForIfaces: text('Regular expression for the interfaces on which generic receive offload (GRO) is disabled.'),
  bpfDisableUnprivileged: flag('Whether unprivileged use of BPF is disabled. Default: true.'),
  bpfEnabled: flag('Whether the data plane is BPF; set by the operator from linuxDataplane.'),
  bpfEnforceRPF: anyCase(['Disabled', 'Strict', 'Loose'], { description: 'Reverse path filter with BPF. Default: Loose.' }),
  bpfExcludeCIDRsFromNAT: texts('CIDRs of services that are excluded from NAT, such as a DNS cache of the node.'),
  bpfExportBufferSizeMB: whole('Size of the buffer for events of BPF programs in MB. Default: 1.'),
  bpfExtToServiceConnmark: whole('Mark of connections from clients outside the cluster to services. Default: 0, no mark.'),
  bpfExternalServiceMode: anyCase(['Tunnel', 'DSR'], {
    description: 'Forwarding to pods on other nodes: Tunnel, or DSR, with direct responses to the client. Default: Tunnel.',
  }),
  bpfForceTrackPacketsFromIfaces: texts("Interfaces whose packets need the kernel's connection tracking, such as docker+."),
  bpfHostConntrackBypass: flag("Whether packets of pods and services bypass the kernel's connection tracking. Default: true."),
  bpfHostNetworkedNATWithoutCTLB: onOff('Whether pods on the host network reach services without load balancing at connect time. Default: Enabled.'),
  bpfJITHardening: saidTwice(['Auto', 'Strict'], 'Hardening of the BPF JIT compiler; Auto lowers hardening that costs performance. Default: Auto.'),
  bpfKubeProxyHealthzPort: whole('Port of the health endpoint in the place of that of kube-proxy. Default: 10256.'),
  bpfKubeProxyIptablesCleanupEnabled: flag('Whether rules that kube-proxy left are removed. Default: true.'),
  bpfKubeProxyMinSyncPeriod: time('Shortest interval between updates of services. Default: 1s.'),
  bpfL3IfacePattern: text('Regular expression for interfaces without Ethernet headers, such as tunnels.'),
  bpfLogFilters: map(string(), { description: 'Filters of the logs of BPF programs in the syntax of pcap, by interface: a name, all, weps or heps.' }),
  bpfLogLevel: anyCase(['Off', 'Info', 'Debug'], { description: 'Log level of BPF programs. Default: Off.' }),
  bpfMaglevMaxEndpointsPerService: whole('Largest number of endpoints of a service with Maglev.'),
  bpfMaglevMaxServices: whole('Largest number of services with Maglev.'),
  bpfMapSizeConntrack: whole('Size of the map of tracked connections; changing it interrupts connections.'),
  bpfMapSizeConntrackCleanupQueue: integer({ minimum: 1, description: 'Size of the queue of connections that are to be removed.' }),
  bpfMapSizeConntrackScaling: anyCase(['Disabled', 'DoubleIfFull'], {
    description: 'Whether the map of tracked connections grows when it is full. Default: DoubleIfFull.',
  }),
  bpfMapSizeIPSets: whole('Size of the map of IP sets.'),
  bpfMapSizeIfState: whole('Size of the map of interfaces.'),
  bpfMapSizeNATAffinity: whole('Size of the map of clients that stay with one endpoint of a service.'),
  bpfMapSizeNATBackend: whole('Size of the map of endpoints of services.'),
  bpfMapSizeNATFrontend: whole('Size of the map of services.'),
  bpfMapSizePerCpuConntrack: whole('Size of the map of tracked connections for each CPU; overrides bpfMapSizeConntrack.'),
  bpfMapSizeRoute: whole('Size of the map of routes.'),
  bpfPSNATPorts: portRange('Port range for source ports that conflict.'),
  bpfPolicyDebugEnabled: flag('Whether Felix keeps information for `calico-node -bpf policy dump`. Default: true.'),
  bpfProfiling: onOff('Whether run times of BPF programs are measured. Default: Disabled.'),
  bpfRedirectToPeer: onOff('Whether packets go into pods without passing the network stack of the node. Default: Enabled.'),
};

const specShape = object(
  {
    ...bpf,
    allowIPIPPacketsFromWorkloads: flag('Whether pods may send IPIP packets. Default: false.'),
    allowVXLANPacketsFromWorkloads: flag('Whether pods may send VXLAN packets. Default: false.'),
    awsSrcDstCheck: enumeration(['DoNothing', 'Enable', 'Disable'], {
      description: 'What is done with the source/destination check of AWS instances. Default: DoNothing.',
    }),
    cgroupV2Path: text('Path of the cgroup v2 hierarchy. Default: detected.'),
    chainInsertMode: anyCase(['Insert', 'Append'], {
      description: "Position of Calico's rules in the kernel's chains: Insert, first, or Append, last. Default: Insert.",
    }),
    dataplaneDriver: text('File name of an external data plane driver; without useInternalDataplaneDriver.'),
    dataplaneWatchdogTimeout: text('Deprecated; use healthTimeoutOverrides.'),
    debugDisableLogDropping: flag('Whether no log line is dropped when logs are slow to write; for tests only.'),
    debugHost: text('Address of the debugging endpoint. Default: localhost.'),
    debugMemoryProfilePath: text('File for memory profiles.'),
    debugPort: whole('Port of the debugging endpoint. Default: none, no endpoint.'),
    debugSimulateCalcGraphHangAfter: time('Simulates a hang of the calculation graph; for tests only.'),
    debugSimulateDataplaneApplyDelay: time('Simulates a delay of the data plane; for tests only.'),
    debugSimulateDataplaneHangAfter: time('Simulates a hang of the data plane; for tests only.'),
    defaultEndpointToHostAction: anyCase(['Drop', 'Accept', 'Return'], {
      description: 'Action for packets from a pod to its node, after its egress rules. Default: Drop.',
    }),
    deviceRouteProtocol: whole("Protocol number of Calico's routes in the kernel."),
    deviceRouteSourceAddress: text("IPv4 source hint of Calico's routes. Default: the kernel chooses."),
    deviceRouteSourceAddressIPv6: text("IPv6 source hint of Calico's routes. Default: the kernel chooses."),
    disableConntrackInvalidCheck: flag('Whether packets that belong to no known connection are not dropped.'),
    endpointReportingDelay: time('Delay of reports about endpoints; OpenStack only. Default: 1s.'),
    endpointReportingEnabled: flag('Whether the status of endpoints is reported; OpenStack only.'),
    endpointStatusPathPrefix: text('Folder for the status of endpoints.'),
    externalNodesList: texts('CIDRs of machines outside the cluster whose IPIP and VXLAN packets are accepted.'),
    failsafeInboundHostPorts: ports('Ports of nodes that stay open for incoming packets whatever the policies, such as TCP port 22.'),
    failsafeOutboundHostPorts: ports('Ports that nodes can reach whatever the policies, such as UDP port 53.'),
    featureDetectOverride: string({
      pattern: '^([a-zA-Z0-9-_]+=(true|false|),)*([a-zA-Z0-9-_]+=(true|false|))?$',
      description: 'Overrides of detected kernel features: name=true,name=false, such as ChecksumOffloadBroken=true.',
    }),
    featureGates: string({ pattern: '^([a-zA-Z0-9-_]+=([^=]+),)*([a-zA-Z0-9-_]+=([^=]+))?$', description: 'Experimental features: name=value,name=value.' }),
    floatingIPs: onOff('Whether pods can have floating IPs by annotation.'),
    flowLogsCollectorDebugTrace: flag('Whether the collection of flow logs is logged in detail.'),
    flowLogsFlushInterval: time('Interval of sending flow logs.'),
    flowLogsGoldmaneServer: text('Address of Goldmane, which receives flow logs; set by the operator.'),
    flowLogsLocalReporter: enumeration(['Disabled', 'Enabled'], { description: 'Whether flow logs can be read from a socket on the node.' }),
    flowLogsPolicyEvaluationMode: enumeration(['None', 'Continuous'], {
      description: 'Whether connections that exist are judged again when policies change (Continuous). Default: Continuous.',
    }),
    genericXDPEnabled: flag('Whether XDP is used on network cards without support for it. Default: false.'),
    goGCThreshold: whole('Percentage of growth at which the Go runtime collects garbage (GOGC). Default: 40.'),
    goMaxProcs: whole('Largest number of CPUs that Felix uses; -1: all. Default: -1.'),
    goMemoryLimitMB: whole("Soft limit of Felix's memory in MB; -1: no limit. Default: -1."),
    healthEnabled: flag('Whether there is a health endpoint. Default: false.'),
    healthHost: text('Address of the health endpoint. Default: localhost.'),
    healthPort: whole('Port of the health endpoint. Default: 9099.'),
    healthTimeoutOverrides: array(
      object(
        {
          name: text('Part of Felix, such as InternalDataplaneMainLoop.'),
          timeout: text('Time without an answer after which it counts as dead, such as 90s.'),
        },
        { required: ['name', 'timeout'] },
      ),
      { description: 'Times after which parts of Felix count as dead.' },
    ),
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
    ipv4ElevatedRoutePriority: whole("Metric of IPv4 routes that take precedence over Calico's others during a live migration."),
    ipv4NormalRoutePriority: whole("Metric of Calico's IPv4 routes; lower metrics take precedence. Default: 1024."),
    ipv6ElevatedRoutePriority: whole("Metric of IPv6 routes that take precedence over Calico's others during a live migration."),
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
    logActionRateLimitBurst: integer({ minimum: 0, maximum: 9999, description: 'Largest number of packets that rules with Log log at once.' }),
    logDebugFilenameRegex: text('Regular expression for the source files whose debug logs are written.'),
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
    policySyncPathPrefix: text('Folder of the sockets by which Felix tells agents in pods of policies.'),
    programClusterRoutes: onOff('Whether Felix instead of BIRD programs the routes to pods on other nodes. Default: Disabled.'),
    prometheusGoMetricsEnabled: flag('Whether metrics of the Go runtime are served. Default: true.'),
    prometheusMetricsCAFile: text("File with the CA certificates for clients' certificates."),
    prometheusMetricsCertFile: text('File with the certificate for metrics over TLS.'),
    prometheusMetricsClientAuth: text('Check of the certificates of clients that read metrics, such as RequireAndVerifyClientCert.'),
    prometheusMetricsEnabled: flag('Whether Prometheus metrics are served. Default: false.'),
    prometheusMetricsHost: text('Address for metrics. Default: all addresses.'),
    prometheusMetricsKeyFile: text('File with the private key for metrics over TLS.'),
    prometheusMetricsPort: whole('Port for metrics. Default: 9091.'),
    prometheusProcessMetricsEnabled: flag('Whether metrics of the process are served. Default: true.'),
    prometheusWireGuardMetricsEnabled: flag('Whether metrics of WireGuard are served. Default: true.'),
    removeExternalRoutes: flag('Whether routes to pods that Felix did not create are removed.'),
    reportingInterval: time("Interval of Felix's status reports; 0: never. Default: 30s."),
    reportingTTL: time('Time that a status report is valid. Default: 90s.'),
    requireMTUFile: flag('Whether Felix waits for the file with the MTU. Default: false.'),
    routeRefreshInterval: time('Interval of checking routes; 0: never. Default: 90s.'),
    routeSource: anyCase(['WorkloadIPs', 'CalicoIPAM'], { description: 'Source of routes: CalicoIPAM or WorkloadIPs. Default: CalicoIPAM.' }),
    routeSyncDisabled: flag('Whether Felix does not program routes, for clusters that use Calico for policies only.'),
    routeTableRange: withFacets(tables, { description: 'Deprecated; use routeTableRanges.' }),
    routeTableRanges: array(tables, { description: 'Numbers of routing tables that Calico uses.' }),
    serviceLoopPrevention: anyCase(['Drop', 'Reject', 'Disabled'], { description: 'Action for packets to unassigned service addresses. Default: Drop.' }),
    sidecarAccelerationEnabled: flag('Experimental: whether packets between a pod and its sidecar take a shorter way. Default: false.'),
    usageReportingEnabled: flag('Whether version and size of the cluster are reported to projectcalico.org. Default: true.'),
    usageReportingInitialDelay: time('Delay of the first usage report. Default: 300s.'),
    usageReportingInterval: time('Interval of usage reports. Default: 86400s.'),
    useInternalDataplaneDriver: flag('Whether Felix programs the data plane itself. Default: true.'),
    vxlanEnabled: flag('Whether the VXLAN device is created. Default: derived from the pools.'),
    vxlanMTU: whole('MTU of the IPv4 VXLAN device in bytes. Default: detected.'),
    vxlanMTUV6: whole('MTU of the IPv6 VXLAN device in bytes. Default: detected.'),
    vxlanPort: whole('UDP port of VXLAN. Default: 4789.'),
    vxlanVNI: whole('VXLAN network identifier (VNI). Default: 4096.'),
    windowsManageFirewallRules: onOff('Whether Felix manages the firewall of Windows. Default: Disabled.'),
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
    wireguardThreadingEnabled: flag('Whether WireGuard uses a kernel thread for each peer (threaded NAPI). Default: false.'),
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
