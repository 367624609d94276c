import { Type } from '@sinclair/typebox';
import { PINS } from '../values/versions';
import { DEFAULTS } from './defaults';
import { fields, flag, number, text } from './fields';
import { network } from './network';
import { node } from './node';
import { sources } from './sources';
import { storage } from './storage';

/* One schema value: the interfaces in `generated.ts`, the JSON Schema that editors read, the tables of the READMEs, and what `structure.ts` checks. */

/** What a user writes. */
export type { ClusterSpec } from './generated';

const flags = (component: string) =>
  Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: `Flags of ${component}, without leading dashes, values as text.`,
      byDefault: 'none',
      examples: [{ v: '2' }],
    }),
  );

const duration = (what: string, fallback: string) =>
  Type.Optional(text(`${what}, as a Go duration.`, { byDefault: `${fallback}, kubeadm's own`, examples: ['10m0s'] }));

const controlPlane = fields(
  {
    endpoint: Type.Optional(
      fields(
        {
          name: Type.Optional(
            text("A name that every machine's /etc/hosts gives the address of the only control plane.", {
              default: DEFAULTS.endpointName,
              examples: ['k8s.home.arpa'],
            }),
          ),
          vip: Type.Optional(
            text('A free address in nodeCidr that keepalived moves to a control plane whose API server is well.', {
              byDefault: 'none',
              examples: ['192.168.0.10'],
            }),
          ),
          loadBalancer: Type.Optional(
            text('A load balancer of yours in front of the control planes, as host:port.', { byDefault: 'none', examples: ['lb.example:6443'] }),
          ),
          port: Type.Optional(
            number('Port of the API server, with name and vip; a load balancer names its own.', 1, 65_535, { default: DEFAULTS.endpointPort }),
          ),
        },
        'Where the API server is reached: one of name, vip and loadBalancer. It cannot be changed later, so it exists with one control plane too.',
      ),
    ),
    schedulable: Type.Optional(flag('Whether workloads may run on control planes.', { byDefault: 'only where there is no worker' })),
    certSANs: Type.Optional(
      Type.Array(Type.String(), {
        description: "More names and addresses for the API server's certificate, beside those of the endpoint and the control planes.",
        byDefault: 'none',
        examples: [['api.example.org', '203.0.113.7']],
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
    ignorePreflightErrors: Type.Optional(
      Type.Array(text("A name, as in kubeadm's message [ERROR NAME]."), {
        description: "Names of kubeadm's preflight checks whose errors become warnings, in init and in join, for machines of which you know better.",
        byDefault: 'none',
        examples: [['SystemVerification']],
      }),
    ),
  },
  'What is passed on to kubeadm.',
);

const ssh = fields(
  {
    user: Type.Optional(text('User on the machines, who may use sudo without a password.', { byDefault: 'as ssh has it', examples: ['admin'] })),
    port: Type.Optional(number('Port of ssh on the machines.', 1, 65_535, { byDefault: 'as ssh has it, 22', examples: [2222] })),
    key: Type.Optional(text('Path of a private key at the desk.', { byDefault: "ssh's own keys and its agent", examples: ['~/.ssh/id_ed25519'] })),
    config: Type.Optional(
      text("Path of an ssh configuration at the desk, in the place of ssh's own; its Host blocks go by the names of the nodes.", {
        byDefault: "ssh's own",
        examples: ['~/.ssh/home.conf'],
      }),
    ),
  },
  'How the desk reaches the machines.',
);

const versions = fields(
  {
    containerd: Type.Optional(text('Minor version of containerd.', { default: PINS.containerd, examples: ['2.2'] })),
    ceph: Type.Optional(text('Version of Ceph.', { default: PINS.ceph, examples: ['v19.2.6'] })),
  },
  'Versions of what is installed beside Kubernetes; combinations that upstream does not support are refused.',
);

const proxy = fields(
  {
    http: Type.Optional(text('URL of the proxy for http://, without a password.', { byDefault: 'none', examples: ['http://192.168.0.5:3128'] })),
    https: Type.Optional(text('URL of the proxy for https://, without a password.', { byDefault: 'as proxy.http', examples: ['http://192.168.0.5:3128'] })),
    noProxy: Type.Optional(
      Type.Array(text('A name, a domain that begins with a dot, an address or a network.'), {
        description:
          'What machines reach without it, beside themselves, all networks of the cluster, the endpoint, Services, and mirrors of sources by an address in nodeCidr.',
        byDefault: 'none',
        examples: [['.example.lan', '10.0.0.0/8']],
      }),
    ),
  },
  'The proxy between the machines and the Internet: for what prepare fetches, containerd, the kubelet, kubeadm and the control plane. Without it they use none, whatever is set on the machine; only apt uses that.',
);

/** The schema of `cluster.yaml`. */
export const CLUSTER_SCHEMA = fields(
  {
    name: Type.Optional(text('Name of the cluster, in kubeconfigs and in kubeadm.', { default: DEFAULTS.name, examples: ['attic'] })),
    kubernetes: Type.Optional(text('Kubernetes release, as major.minor.patch.', { default: DEFAULTS.kubernetes, examples: [DEFAULTS.kubernetes, '1.35.9'] })),
    kubectlConvert: Type.Optional(
      flag('Whether control planes get kubectl-convert, which rewrites manifests for another version of an API.', { default: DEFAULTS.kubectlConvert }),
    ),
    versions: Type.Optional(versions),
    network: Type.Optional(network),
    controlPlane: Type.Optional(controlPlane),
    kubeadm: Type.Optional(kubeadm),
    sources: Type.Optional(sources),
    proxy: Type.Optional(proxy),
    ssh: Type.Optional(ssh),
    storage: Type.Optional(storage),
    samples: Type.Optional(flag('Whether the sample workloads of docs/learn/ run, each in a namespace demo-… of its own.', { default: DEFAULTS.samples })),
    nodes: Type.Array(node, { description: 'The machines. One, three or five are control planes.' }),
  },
  'A Kubernetes cluster on bare machines, as `cluster.yaml` or TypeScript describes it. Every field but nodes has a default.',
);
