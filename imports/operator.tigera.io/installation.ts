import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { preferredNodes, requiredNodes } from '../core/affinity';
import { conditions } from '../core/conditions';
import { dnsConfig, dnsPolicy } from '../core/pod-dns';
import { quantity } from '../core/quantity';
import { localObjectReference } from '../core/references';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { topologySpreadConstraints } from '../core/topology-spread';
import { containers, workload, workloadWithStrategy } from './workload';

const int32 = (description?: string) => integer({ format: 'int32', ...(description !== undefined && { description }) });
const onOff = (description: string) => enumeration(['Enabled', 'Disabled'], { description });

const ipPool = object(
  {
    allowedUses: array(string(), { description: 'Workload, Tunnel; both when left out.' }),
    assignmentMode: string({ description: 'Automatic (the default), or Manual: only for pods that ask for this pool.' }),
    blockSize: int32('Prefix length of the blocks that nodes get; 26 by default, 122 for IPv6.'),
    cidr: string({ description: 'The addresses that pods get.' }),
    disableBGPExport: boolean({ default: false, description: 'Whether BGP peers are not told of the pool.' }),
    disableNewAllocations: boolean({ description: 'Whether no pod gets a new address from the pool.' }),
    encapsulation: enumeration(['IPIPCrossSubnet', 'IPIP', 'VXLAN', 'VXLANCrossSubnet', 'None'], {
      description: 'How packets travel between nodes; CrossSubnet: encapsulated only where a router is between. IPIP by default.',
    }),
    name: string({ description: 'Name of the IPPool; made up when left out.' }),
    natOutgoing: onOff('Whether pods leave the cluster with the address of their node; Enabled by default.'),
    nodeSelector: string({ description: 'The nodes that take addresses from the pool, as a Calico selector; all() by default.' }),
  },
  { required: ['cidr'] },
);

const nodeAddressAutodetection = (description: string) =>
  object(
    {
      canReach: string({ description: 'The address from which this address or name is reached.' }),
      cidrs: array(string(), { description: 'The address that is in one of these networks.' }),
      firstFound: boolean({ description: 'The first address on an interface that looks right.' }),
      interface: string({ description: 'The address on an interface whose name matches this regular expression.' }),
      kubernetes: enumeration(['NodeInternalIP'], { description: 'The address that the Node object names.' }),
      skipInterface: string({ description: 'The address on an interface whose name does not match this regular expression.' }),
    },
    { description },
  );

const calicoNetwork = object(
  {
    bgp: onOff('Whether nodes exchange routes over BGP, TCP port 179.'),
    bpfNetworkBootstrap: enumeration(['Disabled', 'Enabled'], {
      description: 'Only with linuxDataplane BPF: whether the operator finds the API server itself, without a ConfigMap; Disabled by default.',
    }),
    clusterRoutingMode: enumeration(['BIRD', 'Felix'], { description: 'Who programs routes to pods on other nodes where VXLAN does not.' }),
    containerIPForwarding: onOff('Whether pods may forward packets; Disabled by default.'),
    hostPorts: onOff('Whether hostPort works; Enabled by default.'),
    ipPools: array(ipPool, { maxItems: 25, description: 'The networks of pods; one IPv4 pool when left out, none when empty.' }),
    kubeProxyManagement: enumeration(['Disabled', 'Enabled'], { description: 'Whether the operator turns kube-proxy off for BPF; Disabled by default.' }),
    linuxDataplane: enumeration(['Iptables', 'BPF', 'VPP', 'Nftables'], { description: 'What moves and filters packets; Iptables by default.' }),
    linuxPolicySetupTimeoutSeconds: int32('How long a new pod waits for its policy, in seconds; not at all by default.'),
    mtu: int32('Bytes in a packet of a pod at most; found out when left out.'),
    multiInterfaceMode: enumeration(['None', 'Multus']),
    nodeAddressAutodetectionV4: nodeAddressAutodetection('Which IPv4 address of a node Calico uses; exactly one way, firstFound by default.'),
    nodeAddressAutodetectionV6: nodeAddressAutodetection('Which IPv6 address of a node Calico uses; exactly one way, none by default.'),
    sysctl: array(
      object(
        {
          key: enumeration(['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time']),
          value: string(),
        },
        { required: ['key', 'value'] },
      ),
      { description: 'Kernel parameters in the network namespaces of pods.' },
    ),
    windowsDataplane: enumeration(['HNS', 'Disabled']),
  },
  { description: 'The network of pods.' },
);

const workloads = {
  calicoKubeControllersDeployment: workload('Changes to the Deployment calico-kube-controllers.', {
    containers: containers(['calico-kube-controllers', 'es-calico-kube-controllers']),
  }),
  calicoNodeDaemonSet: workload('Changes to the DaemonSet calico-node.', {
    containers: containers(['calico-node']),
    dnsConfig,
    dnsPolicy,
    initContainers: containers([
      'install-cni',
      'hostpath-init',
      'flexvol-driver',
      'ebpf-bootstrap',
      'node-certs-key-cert-provisioner',
      'calico-node-prometheus-server-tls-key-cert-provisioner',
      'mount-bpffs',
    ]),
  }),
  calicoNodeWindowsDaemonSet: workload('Changes to the DaemonSet calico-node-windows.', {
    containers: containers(['calico-node-windows', 'node', 'felix', 'confd']),
    initContainers: containers([
      'install-cni',
      'hostpath-init',
      'flexvol-driver',
      'node-certs-key-cert-provisioner',
      'calico-node-windows-prometheus-server-tls-key-cert-provisioner',
    ]),
  }),
  calicoWindowsUpgradeDaemonSet: workload('Deprecated.', { containers: containers(['calico-windows-upgrade']) }),
  csiNodeDriverDaemonSet: workload('Changes to the DaemonSet csi-node-driver.', {
    containers: containers(['calico-csi', 'csi-node-driver-registrar', 'csi-node-driver']),
  }),
  typhaDeployment: workloadWithStrategy('Changes to the Deployment calico-typha.', {
    containers: containers(['calico-typha']),
    initContainers: containers(['typha-certs-key-cert-provisioner']),
    terminationGracePeriodSeconds: integer({ format: 'int64' }),
    topologySpreadConstraints,
  }),
};

const variant = enumeration(['Calico', 'TigeraSecureEnterprise'], { description: 'Calico by default.' });

const tlsCipherSuite = enumeration([
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
]);

const certificateManagement = object(
  {
    caCert: string({ format: 'byte', description: "The signer's certificate, PEM in base64." }),
    keyAlgorithm: enumeration(['', 'RSAWithSize2048', 'RSAWithSize4096', 'RSAWithSize8192', 'ECDSAWithCurve256', 'ECDSAWithCurve384', 'ECDSAWithCurve521']),
    signatureAlgorithm: enumeration(['', 'SHA256WithRSA', 'SHA384WithRSA', 'SHA512WithRSA', 'ECDSAWithSHA256', 'ECDSAWithSHA384', 'ECDSAWithSHA512']),
    signerName: string({ description: 'domain/name, as in a CertificateSigningRequest.' }),
  },
  { required: ['caCert', 'signerName'], description: "Have a signer of your own issue the certificates of Calico's pods, in place of the operator." },
);

const cniLogging = object({
  logFileMaxAgeDays: int32('30 by default.'),
  logFileMaxCount: int32('10 by default.'),
  logFileMaxSize: withFacets(quantity, { description: '100Mi by default.' }),
  logSeverity: enumeration(['Error', 'Warning', 'Info', 'Debug'], { description: 'Info by default.' }),
});

const cni = object(
  {
    binDir: string({ description: 'Where the container runtime looks for CNI programs; /opt/cni/bin by default.' }),
    confDir: string({ description: 'Where the container runtime looks for CNI configuration; /etc/cni/net.d by default.' }),
    ipam: object(
      { type: enumeration(['Calico', 'HostLocal', 'AmazonVPC', 'AzureVNET']) },
      { required: ['type'], description: 'Who hands out addresses to pods.' },
    ),
    type: enumeration(['Calico', 'GKE', 'AmazonVPC', 'AzureVNET']),
  },
  { required: ['type'], description: 'Which CNI plugin connects pods; Calico by default.' },
);

const componentResources = array(
  object(
    {
      componentName: enumeration(['Node', 'Typha', 'KubeControllers', 'NodeWindows', 'FelixWindows', 'ConfdWindows']),
      resourceRequirements: resources,
    },
    { required: ['componentName', 'resourceRequirements'] },
  ),
  { description: 'Deprecated: resources are set in calicoNodeDaemonSet and its like.' },
);

const windowsNodes = object({
  cniBinDir: string(),
  cniConfigDir: string(),
  cniLogDir: string(),
  vxlanAdapter: string(),
  vxlanMACPrefix: string({ pattern: '^[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}$' }),
});

const specShape = object({
  ...workloads,
  azure: object({ policyMode: enumeration(['Default', 'Manual'], { default: 'Default' }) }),
  calicoNetwork,
  certificateManagement,
  cni,
  componentResources,
  controlPlaneNodeSelector: map(string(), { description: 'The nodes for what the operator makes beside DaemonSets.' }),
  controlPlaneReplicas: int32('How many of each such pod; 2 by default.'),
  controlPlaneTolerations: withFacets(tolerations, { description: "The taints that all pods of the operator's bear." }),
  fipsMode: onOff('Whether only cryptography validated by FIPS 140-2 is used; Disabled by default.'),
  flexVolumePath: string({ description: 'Where the kubelet looks for FlexVolume drivers; None: no driver.' }),
  imagePath: string({ description: "The images' path after the registry; calico/ by default. For mirrors." }),
  imagePrefix: string({ description: 'What image names begin with; nothing by default. For mirrors.' }),
  imagePullSecrets: array(localObjectReference, { description: 'Secrets in tigera-operator that open the registry.' }),
  kubeletVolumePluginPath: string({ description: "The kubelet's folder, /var/lib/kubelet by default; None: no CSI driver of Calico." }),
  kubernetesProvider: enumeration(['', 'EKS', 'GKE', 'AKS', 'OpenShift', 'DockerEnterprise', 'RKE2', 'TKG', 'Kind'], {
    description: 'Whose Kubernetes this is; empty text: found out.',
  }),
  logging: object({ cni: cniLogging }, { description: 'How the CNI plugin logs.' }),
  nodeMetricsPort: int32('Where calico-node serves Prometheus metrics; nowhere when left out.'),
  nodeUpdateStrategy: object(
    { rollingUpdate, type: string({ description: 'RollingUpdate (the default) or OnDelete.' }) },
    {
      description: 'How calico-node is updated: one node at a time by default.',
    },
  ),
  nonPrivileged: string({ description: 'Deprecated; not supported.' }),
  proxy: object({ httpProxy: string(), httpsProxy: string(), noProxy: string() }, { description: 'Proxies on the way out of the cluster.' }),
  registry: string({ description: 'Where images come from, with a slash at the end; quay.io/ by default. For mirrors.' }),
  serviceCIDRs: array(string(), { description: 'The networks of services; needed for Windows.' }),
  tlsCipherSuites: array(object({ name: tlsCipherSuite }), { description: "The cipher suites that Calico's servers offer." }),
  typhaAffinity: object(
    {
      nodeAffinity: object({
        preferredDuringSchedulingIgnoredDuringExecution: array(preferredNodes),
        requiredDuringSchedulingIgnoredDuringExecution: requiredNodes,
      }),
    },
    { description: 'Deprecated: affinity is set in typhaDeployment.' },
  ),
  typhaMetricsPort: int32('Where Typha serves Prometheus metrics; nowhere when left out.'),
  variant,
  windowsNodes,
});

/** How Calico is installed. */
export interface InstallationSpec extends Static<typeof specShape> {}

const spec: Schema<InstallationSpec> = specShape;

const status = object({ calicoVersion: string(), computed: spec, conditions, imageSet: string(), mtu: int32(), variant });

/** An installation of Calico as a kind: one object, named `default`; `overlay` holds changes to it. */
export const installation = defineResource({
  group: 'operator.tigera.io',
  version: 'v1',
  kind: 'Installation',
  plural: 'installations',
  scope: 'Cluster',
  schema: object(
    { spec, status },
    {
      rules: [
        {
          rule: "self.metadata.name == 'default' || self.metadata.name == 'tigera-secure' || self.metadata.name == 'overlay'",
          message: "resource name must be 'default', 'tigera-secure', or 'overlay'",
        },
      ],
    },
  ),
  subresources: { status: {} },
});

/**
 * Has the operator install Calico; its name must be `default`.
 *
 * @see https://docs.tigera.io/calico/latest/reference/installation/api#installation
 */
export class Installation extends customResource(installation) {}
