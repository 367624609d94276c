import { Kind, type Static, type TSchema, Type } from '@sinclair/typebox';
import { DEFAULTS } from './defaults';
import { PINS } from './versions';

/* One schema value: the type of the spec, the JSON Schema that editors read, and what `structure.ts` checks. */

const fields = <P extends Record<string, TSchema>>(properties: P, description: string) => Type.Object(properties, { additionalProperties: false, description });

/** One text out of a list: an `enum` to editors, where TypeBox's own union of literals would be an `anyOf`. */
export const CHOICE = 'Choice';

const choice = <const T extends string>(values: readonly T[], options: { readonly description: string; readonly default?: T }) =>
  Type.Unsafe<T>({ [Kind]: CHOICE, type: 'string', enum: values, ...options });

const text = (description: string, options: { readonly default?: string; readonly examples?: readonly string[] } = {}) =>
  Type.String({ description, ...options });

const flags = (component: string) =>
  Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: `Flags of ${component}, without leading dashes, values as text.`,
      examples: [{ v: '2' }],
    }),
  );

const duration = (what: string, fallback: string) =>
  Type.Optional(text(`${what}, as a Go duration. kubeadm's own default is ${fallback}.`, { examples: ['10m0s'] }));

const calico = fields(
  {
    encapsulation: Type.Optional(
      choice(['IPIP', 'IPIPCrossSubnet', 'None', 'VXLAN', 'VXLANCrossSubnet'], {
        description:
          'How packets between pods of two machines travel. CrossSubnet: only wrapped where they leave the subnet. IPv6 takes VXLAN, VXLANCrossSubnet and None.',
        default: DEFAULTS.encapsulation,
      }),
    ),
    bgp: Type.Optional(
      choice(['Disabled', 'Enabled'], { description: 'Whether machines tell each other their pod networks by BGP (TCP 179).', default: DEFAULTS.bgp }),
    ),
    dataplane: Type.Optional(
      choice(['BPF', 'Iptables', 'Nftables'], {
        description: 'What filters and forwards packets. BPF takes the place of kube-proxy; Nftables needs kube-proxy in the mode nftables.',
        default: DEFAULTS.dataplane,
      }),
    ),
    mtu: Type.Optional(Type.Integer({ minimum: 576, maximum: 65_535, description: 'Largest packet of pods, in bytes. Without it Calico finds out.' })),
    blockSize: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 128,
        description: 'Prefix length of the blocks that machines take pod addresses from: 20 to 32, by default 26; with IPv6 first 116 to 128, by default 122.',
      }),
    ),
    whisker: Type.Optional(Type.Boolean({ default: false, description: "Installs Goldmane and Whisker, Calico's flow log and its page." })),
  },
  'Calico, installed by the Tigera operator.',
);

const cni = fields(
  {
    calico: Type.Optional(calico),
    flannel: Type.Optional(
      fields(
        {
          backend: Type.Optional(
            choice(['host-gw', 'vxlan'], { description: 'How packets travel; host-gw needs all machines on one segment.', default: DEFAULTS.flannelBackend }),
          ),
        },
        'Flannel: one network, no policies. IPv4 only.',
      ),
    ),
    kubeRouter: Type.Optional(fields({}, 'kube-router: BGP and network policies. IPv4 only.')),
    none: Type.Optional(fields({}, 'No network plugin: machines stay NotReady until you install one.')),
  },
  'The network plugin: exactly one of calico, flannel, kubeRouter and none. Calico by default.',
);

const network = fields(
  {
    nodeCidr: Type.Optional(
      text('The network of the machines. Dual stack: IPv4 and IPv6, with a comma between them.', {
        default: DEFAULTS.nodeCidr,
        examples: ['192.168.0.0/24,fd00:0:0:1::/64'],
      }),
    ),
    podCidr: Type.Optional(
      text('The network of the pods; cannot be changed later. Must not overlap any network that machines reach.', {
        default: DEFAULTS.podCidr,
        examples: ['10.244.0.0/16,fd00:10:244::/56'],
      }),
    ),
    serviceCidr: Type.Optional(
      text('The network of the Services; cannot be changed later.', { default: DEFAULTS.serviceCidr, examples: ['10.96.0.0/12,fd00:10:96::/112'] }),
    ),
    dnsDomain: Type.Optional(text('The domain of Services and pods.', { default: DEFAULTS.dnsDomain })),
    loadBalancerAddresses: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Addresses for Services of type LoadBalancer: networks or ranges that nothing else uses, also not DHCP. None by default.',
        examples: [['192.168.0.200-192.168.0.220']],
      }),
    ),
    cni: Type.Optional(cni),
    kubeProxy: Type.Optional(
      choice(['iptables', 'ipvs', 'nftables', 'none'], {
        description: 'Mode of kube-proxy. By default iptables; nftables with Calico Nftables; none with Calico BPF. ipvs is deprecated since Kubernetes 1.35.',
      }),
    ),
  },
  'Networks: none of them may overlap another.',
);

const controlPlane = fields(
  {
    endpoint: Type.Optional(
      fields(
        {
          name: Type.Optional(text("A name that every machine's /etc/hosts gives the address of the only control plane.", { default: DEFAULTS.endpointName })),
          vip: Type.Optional(text('A free address in nodeCidr that kube-vip moves between control planes.', { examples: ['192.168.0.10'] })),
          loadBalancer: Type.Optional(text('A load balancer of yours in front of the control planes, as host:port.', { examples: ['lb.example:6443'] })),
          port: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 65_535, default: DEFAULTS.endpointPort, description: 'Port of the API server, with name and vip.' }),
          ),
        },
        'Where the API server is reached: one of name, vip and loadBalancer. It cannot be changed later, so it exists with one control plane too.',
      ),
    ),
    schedulable: Type.Optional(Type.Boolean({ description: 'Whether workloads may run on control planes. By default only where there is no worker.' })),
    certSANs: Type.Optional(
      Type.Array(Type.String(), {
        description: "More names and addresses for the API server's certificate, beside those of the endpoint and the control planes.",
      }),
    ),
  },
  'The control plane.',
);

const kubeadm = fields(
  {
    timeouts: Type.Optional(
      fields(
        {
          controlPlaneComponentHealthCheck: duration('How long a control plane component may take to become healthy', '4m'),
          kubeletHealthCheck: duration('How long the kubelet may take to become healthy', '4m'),
          kubernetesAPICall: duration('How long a call of the API may take', '1m'),
          etcdAPICall: duration('How long a call of etcd may take', '2m'),
          tlsBootstrap: duration('How long the kubelet may take to get its certificate', '5m'),
          discovery: duration('How long finding the cluster may take', '5m'),
          upgradeManifests: duration('How long a static pod may take to be replaced in an upgrade', '5m'),
        },
        'How long kubeadm waits; slow machines need more.',
      ),
    ),
    extraArgs: Type.Optional(
      fields(
        {
          apiServer: flags('kube-apiserver'),
          controllerManager: flags('kube-controller-manager'),
          scheduler: flags('kube-scheduler'),
          etcd: flags('etcd'),
          kubelet: flags('the kubelet on every machine'),
        },
        'Flags of each component.',
      ),
    ),
  },
  'What is passed on to kubeadm.',
);

const sources = fields(
  {
    kubernetes: Type.Optional(
      fields(
        {
          url: Type.Optional(
            text("The apt repository of the Kubernetes packages, as in the deb line; upstream's for the version by default.", {
              examples: ['https://mirror.example/kubernetes/deb/'],
            }),
          ),
          key: Type.Optional(text('URL of its ASCII-armored key; by default Release.key in the repository.')),
        },
        'Where kubelet, kubeadm, kubectl, cri-tools and kubernetes-cni come from.',
      ),
    ),
    containerd: Type.Optional(
      fields(
        {
          url: Type.Optional(
            text("The apt repository of containerd.io, as in the deb line; Docker's for the machine's distribution by default.", {
              examples: ['https://mirror.example/docker/linux/debian'],
            }),
          ),
          suite: Type.Optional(text("Its suite; by default the codename of the machine's distribution.", { examples: ['trixie'] })),
          key: Type.Optional(text('URL of its ASCII-armored key; by default gpg in the repository.')),
        },
        'Where containerd comes from.',
      ),
    ),
    registries: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Mirrors of image registries: host of the original, URL of the mirror. None by default.',
        examples: [{ 'registry.k8s.io': 'http://192.168.0.5:5000' }],
      }),
    ),
  },
  'Mirrors: where machines get from what they install.',
);

const ssh = fields(
  {
    user: Type.Optional(text('User on the machines, who may use sudo without a password; by default as ssh has it.', { examples: ['admin'] })),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, description: 'Port of ssh on the machines; by default as ssh has it, 22.' })),
    key: Type.Optional(text("Path of a private key at the desk; by default ssh's own keys and its agent.", { examples: ['~/.ssh/id_ed25519'] })),
    config: Type.Optional(
      text("Path of an ssh configuration at the desk, in the place of ssh's own; its Host blocks go by the names of the nodes.", {
        examples: ['~/.ssh/home.conf'],
      }),
    ),
  },
  'How the desk reaches the machines.',
);

const versions = fields(
  {
    containerd: Type.Optional(text('Minor version of containerd.', { default: PINS.containerd, examples: ['2.3'] })),
    calico: Type.Optional(text('Version of Calico; the operator that belongs to it is chosen.', { default: PINS.calico })),
    rook: Type.Optional(text('Version of Rook.', { default: PINS.rook })),
    ceph: Type.Optional(text('Version of Ceph.', { default: PINS.ceph })),
  },
  'Versions of what is installed beside Kubernetes; combinations that upstream does not support are refused.',
);

const disk = fields(
  {
    device: text('A name that stays with the disk: below /dev/disk/by-id/ or /dev/disk/by-path/.', {
      examples: ['/dev/disk/by-id/nvme-Samsung_SSD_990_PRO_1TB_S6Z1NJ0W123456'],
    }),
    size: Type.Optional(text('What the disk must measure, so that a wrong disk is noticed; not checked without it.', { examples: ['1Ti'] })),
  },
  'A disk that storage may take as a whole. It must be empty.',
);

const taint = fields(
  {
    key: text('Key of the taint.', { examples: ['dedicated'] }),
    value: Type.Optional(text('Value of the taint; none by default.')),
    effect: choice(['NoExecute', 'NoSchedule', 'PreferNoSchedule'], { description: 'What happens to pods that do not tolerate it.' }),
  },
  'Keeps pods away that do not tolerate it.',
);

const node = fields(
  {
    name: text('Host name of the machine and name of the Kubernetes node.', { examples: ['desktop-1'] }),
    address: text('Static address of the machine. Dual stack: IPv4 and IPv6, in the order of nodeCidr, with a comma between them.', {
      examples: ['192.168.0.11'],
    }),
    role: Type.Optional(choice(['control-plane', 'worker'], { description: 'What the machine is for.', default: DEFAULTS.role })),
    arch: Type.Optional(choice(['amd64', 'arm64'], { description: 'CPU architecture.', default: DEFAULTS.arch })),
    disks: Type.Optional(Type.Array(disk, { description: 'Disks for storage; none by default.' })),
    temporary: Type.Optional(Type.Boolean({ default: false, description: 'Going to leave again: carries no Ceph monitor.' })),
    labels: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Labels of the node; none by default.', examples: [{ room: 'attic' }] })),
    taints: Type.Optional(Type.Array(taint, { description: 'Taints of the node, beside the one that control planes have; none by default.' })),
  },
  'A machine.',
);

/** The schema of `cluster.yaml`. */
export const CLUSTER_SCHEMA = fields(
  {
    name: Type.Optional(text('Name of the cluster, in kubeconfigs and in kubeadm.', { default: DEFAULTS.name })),
    kubernetes: Type.Optional(text('Kubernetes release, major.minor.patch.', { default: DEFAULTS.kubernetes })),
    versions: Type.Optional(versions),
    network: Type.Optional(network),
    controlPlane: Type.Optional(controlPlane),
    kubeadm: Type.Optional(kubeadm),
    sources: Type.Optional(sources),
    ssh: Type.Optional(ssh),
    nodes: Type.Array(node, { description: 'The machines. At least one is a control plane.' }),
  },
  'A Kubernetes cluster on bare machines. Every field but nodes has a default.',
);

/** What a user writes in `cluster.yaml`, or hands over in TypeScript: everything but the nodes may be left out. */
export type ClusterSpec = Static<typeof CLUSTER_SCHEMA>;
