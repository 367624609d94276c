import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { preferredNodes, requiredNodes } from '../core/affinity';
import { conditions } from '../core/conditions';
import { dnsConfig, dnsPolicy } from '../core/pod-dns';
import { quantity } from '../core/quantity';
import { localObjectReference } from '../core/references';
import { resources } from '../core/resources';
import { rollingUpdate } from '../core/rolling-update';
import { tolerations } from '../core/tolerations';
import { topologySpreadConstraints } from '../core/topology-spread';
import { containers, initContainers, workload, workloadWithStrategy } from './workload';
import type { InstallationBody, InstallationSpec } from './generated';

export type { InstallationSpec };

const int32 = (description?: string) => integer({ format: 'int32', ...(description !== undefined && { description }) });
const onOff = (description: string) => enumeration(['Enabled', 'Disabled'], { description });

const ipPool = object(
  {
    allowedUses: array(string(), { description: 'Uses of the addresses: Workload, Tunnel. Default: both.' }),
    assignmentMode: string({ description: 'Automatic, or Manual: only for pods that request this pool. Default: Automatic.' }),
    blockSize: int32('Prefix length of the blocks that are assigned to nodes. Default: 26, for IPv6 122.'),
    cidr: string({ description: "CIDR of the pods' addresses." }),
    disableBGPExport: boolean({ default: false, description: 'Whether the pool is not announced to BGP peers.' }),
    disableNewAllocations: boolean({ description: 'Whether new addresses are not assigned from the pool.' }),
    encapsulation: enumeration(['IPIPCrossSubnet', 'IPIP', 'VXLAN', 'VXLANCrossSubnet', 'None'], {
      description: 'Encapsulation of packets between nodes; CrossSubnet: only between nodes of different subnets. Default: IPIP.',
    }),
    name: string({ description: 'Name of the IPPool. Default: generated.' }),
    natOutgoing: onOff('Whether packets of pods leave the cluster with the address of their node. Default: Enabled.'),
    nodeSelector: string({ description: 'Calico selector of the nodes that use the pool. Default: all().' }),
  },
  { required: ['cidr'] },
);

const nodeAddressAutodetection = (description: string) =>
  object(
    {
      canReach: string({ description: 'Address of the interface from which this address or name is reached.' }),
      cidrs: array(string(), { description: 'Address in one of these networks.' }),
      firstFound: boolean({ description: 'First address on an interface that Calico considers valid.' }),
      interface: string({ description: 'Address of an interface whose name matches this regular expression.' }),
      kubernetes: enumeration(['NodeInternalIP'], { description: 'Address from the Node object.' }),
      skipInterface: string({ description: 'Address of an interface whose name does not match this regular expression.' }),
    },
    { description },
  );

const calicoNetwork = object(
  {
    bgp: onOff('Whether nodes exchange routes over BGP, TCP port 179.'),
    bpfNetworkBootstrap: enumeration(['Disabled', 'Enabled'], {
      description: 'Whether the operator finds the API server without a ConfigMap; with linuxDataplane BPF only. Default: Disabled.',
    }),
    clusterRoutingMode: enumeration(['BIRD', 'Felix'], { description: 'Program that sets routes to pods on other nodes without VXLAN.' }),
    containerIPForwarding: onOff('Whether pods may forward packets. Default: Disabled.'),
    hostPorts: onOff('Whether hostPort of containers is supported. Default: Enabled.'),
    ipPools: array(ipPool, { maxItems: 25, description: "Pools of the pods' addresses. Default: one IPv4 pool; an empty list: none." }),
    kubeProxyManagement: enumeration(['Disabled', 'Enabled'], { description: 'Whether the operator disables kube-proxy with BPF. Default: Disabled.' }),
    linuxDataplane: enumeration(['Iptables', 'BPF', 'VPP', 'Nftables'], { description: 'Data plane that forwards and filters packets. Default: Iptables.' }),
    linuxPolicySetupTimeoutSeconds: int32('Seconds that a new pod waits until its policies apply. Default: 0.'),
    mtu: int32('MTU of the pod network in bytes. Default: detected.'),
    multiInterfaceMode: enumeration(['None', 'Multus'], { description: 'Whether pods may have several interfaces, by Multus; None by default.' }),
    nodeAddressAutodetectionV4: nodeAddressAutodetection('Detection of the IPv4 address of a node; exactly one method. Default: firstFound.'),
    nodeAddressAutodetectionV6: nodeAddressAutodetection('Detection of the IPv6 address of a node; exactly one method. Default: none.'),
    sysctl: array(
      object(
        {
          key: enumeration(['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time'], {
            description: 'The kernel parameter.',
          }),
          value: string({ description: 'Its value.' }),
        },
        { required: ['key', 'value'] },
      ),
      { description: 'Kernel parameters (sysctl) in the network namespaces of pods.' },
    ),
    windowsDataplane: enumeration(['HNS', 'Disabled'], { description: 'What moves and filters packets on Windows; Disabled by default.' }),
  },
  { description: 'Settings of the pod network.' },
);

const workloads = {
  calicoKubeControllersDeployment: workload('Changes to the Deployment calico-kube-controllers.', {
    containers: containers(['calico-kube-controllers', 'es-calico-kube-controllers']),
  }),
  calicoNodeDaemonSet: workload('Changes to the DaemonSet calico-node.', {
    containers: containers(['calico-node']),
    dnsConfig,
    dnsPolicy,
    initContainers: initContainers([
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
    initContainers: initContainers([
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
    initContainers: initContainers(['typha-certs-key-cert-provisioner']),
    terminationGracePeriodSeconds: integer({
      format: 'int64',
      description: 'How long Typha may take to end, in seconds; meanwhile it sends its clients away one by one.',
    }),
    topologySpreadConstraints,
  }),
};

const variant = enumeration(['Calico', 'TigeraSecureEnterprise'], { description: 'Product that is installed. Default: Calico.' });

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
    caCert: string({ format: 'byte', description: 'Certificate of the signer, PEM in base64.' }),
    keyAlgorithm: enumeration(['', 'RSAWithSize2048', 'RSAWithSize4096', 'RSAWithSize8192', 'ECDSAWithCurve256', 'ECDSAWithCurve384', 'ECDSAWithCurve521'], {
      description: 'Algorithm and size of the keys; RSAWithSize2048 when left out.',
    }),
    signatureAlgorithm: enumeration(['', 'SHA256WithRSA', 'SHA384WithRSA', 'SHA512WithRSA', 'ECDSAWithSHA256', 'ECDSAWithSHA384', 'ECDSAWithSHA512'], {
      description: 'How requests for certificates are signed; SHA256WithRSA when left out.',
    }),
    signerName: string({ description: 'Name of the signer as in a CertificateSigningRequest: domain/name.' }),
  },
  { required: ['caCert', 'signerName'], description: "Signer that issues the certificates of Calico's pods instead of the operator." },
);

const cniLogging = object({
  logFileMaxAgeDays: int32('Days that log files are kept. Default: 30.'),
  logFileMaxCount: int32('Number of log files that are kept. Default: 10.'),
  logFileMaxSize: withFacets(quantity, { description: 'Largest size of a log file. Default: 100Mi.' }),
  logSeverity: enumeration(['Error', 'Warning', 'Info', 'Debug'], { description: 'Lowest severity that is logged. Default: Info.' }),
});

const cni = object(
  {
    binDir: string({ description: 'Directory of the CNI programs. Default: /opt/cni/bin.' }),
    confDir: string({ description: 'Directory of the CNI configuration. Default: /etc/cni/net.d.' }),
    ipam: object(
      {
        type: enumeration(['Calico', 'HostLocal', 'AmazonVPC', 'AzureVNET'], {
          description: 'What hands out addresses; what goes with the CNI plugin by default.',
        }),
      },
      { required: ['type'], description: 'Address management (IPAM) of pods.' },
    ),
    type: enumeration(['Calico', 'GKE', 'AmazonVPC', 'AzureVNET'], {
      description: 'The CNI plugin. Another than Calico leaves only network policies to Calico.',
    }),
  },
  { required: ['type'], description: 'CNI plugin. Default: Calico.' },
);

const componentResources = array(
  object(
    {
      componentName: enumeration(['Node', 'Typha', 'KubeControllers', 'NodeWindows', 'FelixWindows', 'ConfdWindows'], {
        description: 'Which component is meant.',
      }),
      resourceRequirements: withFacets(resources, { description: 'What the component may use, and what is kept free for it.' }),
    },
    { required: ['componentName', 'resourceRequirements'] },
  ),
  { description: 'Deprecated; use calicoNodeDaemonSet, typhaDeployment and the like.' },
);

const windowsNodes = object(
  {
    cniBinDir: string({ description: 'Where the container runtime looks for CNI programs on Windows.' }),
    cniConfigDir: string({ description: 'Where the container runtime looks for CNI configuration on Windows.' }),
    cniLogDir: string({ description: 'Where the CNI plugin logs on Windows.' }),
    vxlanAdapter: string({ description: 'The network adapter that VXLAN uses; found out when left out.' }),
    vxlanMACPrefix: string({ pattern: '^[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}$', description: 'What MAC addresses of VXLAN begin with; 0E-2A by default.' }),
  },
  { description: 'Windows nodes.' },
);

const specShape = object(
  {
    ...workloads,
    azure: object(
      {
        policyMode: enumeration(['Default', 'Manual'], { default: 'Default', description: 'Whether policies of the control plane are made, or left to you.' }),
      },
      { description: 'On AKS only.' },
    ),
    calicoNetwork,
    certificateManagement,
    cni,
    componentResources,
    controlPlaneNodeSelector: map(string(), { description: 'Node labels for the Deployments of the operator.' }),
    controlPlaneReplicas: int32('Number of pods of each Deployment of the operator. Default: 2.'),
    controlPlaneTolerations: withFacets(tolerations, { description: 'Tolerations of all pods that the operator creates.' }),
    fipsMode: onOff('Whether only cryptography validated by FIPS 140-2 is used. Default: Disabled.'),
    flexVolumePath: string({ description: 'Directory of FlexVolume drivers; None: no driver is installed.' }),
    imagePath: string({ description: 'Path of the images after the registry, for mirrors. Default: calico/.' }),
    imagePrefix: string({ description: 'Prefix of image names, for mirrors. Default: none.' }),
    imagePullSecrets: array(localObjectReference, { description: 'Names of Secrets in the namespace tigera-operator with credentials for the registry.' }),
    kubeletVolumePluginPath: string({ description: "Directory of the kubelet; None: Calico's CSI driver is not installed. Default: /var/lib/kubelet." }),
    kubernetesProvider: enumeration(['', 'EKS', 'GKE', 'AKS', 'OpenShift', 'DockerEnterprise', 'RKE2', 'TKG', 'Kind'], {
      description: 'Distribution of Kubernetes; empty text: detected.',
    }),
    logging: object(
      { cni: withFacets(cniLogging, { description: 'The log file of the CNI plugin on each node.' }) },
      { description: 'Logging of the CNI plugin.' },
    ),
    nodeMetricsPort: int32('Port of calico-node for Prometheus metrics. Default: metrics are not served.'),
    nodeUpdateStrategy: object(
      { rollingUpdate, type: string({ description: 'RollingUpdate or OnDelete. Default: RollingUpdate.' }) },
      { description: 'Update strategy of calico-node. Default: one node at a time.' },
    ),
    nonPrivileged: string({ description: 'Deprecated; not supported.' }),
    proxy: object(
      {
        httpProxy: string({ description: 'Value of HTTP_PROXY in the containers.' }),
        httpsProxy: string({ description: 'Value of HTTPS_PROXY in the containers.' }),
        noProxy: string({ description: 'Value of NO_PROXY in the containers: what is reached without a proxy, with commas between.' }),
      },
      { description: 'HTTP proxies for connections to the outside.' },
    ),
    registry: string({ description: 'Registry of the images with a slash at the end, for mirrors. Default: quay.io/.' }),
    serviceCIDRs: array(string(), { description: 'CIDRs of services; required for Windows.' }),
    tlsCipherSuites: array(object({ name: withFacets(tlsCipherSuite, { description: 'Name of the cipher suite, as IANA has it.' }) }), {
      description: "TLS cipher suites that Calico's servers offer.",
    }),
    typhaAffinity: object(
      {
        nodeAffinity: object(
          {
            preferredDuringSchedulingIgnoredDuringExecution: array(preferredNodes, { description: 'Which nodes are preferred; others take the pod too.' }),
            requiredDuringSchedulingIgnoredDuringExecution: requiredNodes,
          },
          { description: 'Which nodes Typha wants.' },
        ),
      },
      { description: 'Deprecated; use typhaDeployment.' },
    ),
    typhaMetricsPort: int32('Port of Typha for Prometheus metrics. Default: metrics are not served.'),
    variant,
    windowsNodes,
  },
  { doc: 'How Calico is installed.' },
);

const spec: Schema<InstallationSpec> = specShape;

const status = object({ calicoVersion: string(), computed: spec, conditions, imageSet: string(), mtu: int32(), variant });

/** An installation of Calico as a kind: one object, named `default`; `overlay` holds changes to it. */
export const installation = defineResource<InstallationBody>({
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
