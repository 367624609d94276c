import { Type } from '@sinclair/typebox';
import { DEFAULTS } from './defaults';
import { choice, fields, flag, number, text } from './fields';

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
    mtu: Type.Optional(number('Largest packet of pods, in bytes.', 576, 65_535, { byDefault: 'found by Calico', examples: [9000] })),
    blockSize: Type.Optional(
      number('Prefix length of the blocks that machines take pod addresses from: 20 to 32; with IPv6 first 116 to 128.', 20, 128, {
        byDefault: `${DEFAULTS.blockSize[4]}, with IPv6 first ${DEFAULTS.blockSize[6]}`,
      }),
    ),
    wireguard: Type.Optional(
      flag(
        'Encrypts with WireGuard what pods of two machines send each other (UDP 51820, IPv6 51821); not what machines and pods in their network send. Packets of pods become 60 bytes smaller, with IPv6 80.',
        { default: false },
      ),
    ),
    whisker: Type.Optional(flag("Installs Goldmane and Whisker, Calico's flow log and its page.", { default: false })),
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
        { byDefault: 'not chosen' },
      ),
    ),
    kubeRouter: Type.Optional(fields({}, 'kube-router: BGP and network policies. IPv4 only.', { byDefault: 'not chosen' })),
    none: Type.Optional(fields({}, 'No network plugin: machines stay NotReady until you install one.', { byDefault: 'not chosen' })),
  },
  'The network plugin: exactly one of calico, flannel, kubeRouter and none.',
  { byDefault: 'calico' },
);

/** Networks, and what runs them. */
export const network = fields(
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
    dnsDomain: Type.Optional(text('The domain of Services and pods.', { default: DEFAULTS.dnsDomain, examples: ['k8s.home.arpa'] })),
    loadBalancerAddresses: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Addresses for Services of type LoadBalancer: networks or ranges that nothing else uses, also not DHCP.',
        byDefault: 'none',
        examples: [['192.168.0.200-192.168.0.220']],
      }),
    ),
    cni: Type.Optional(cni),
    kubeProxy: Type.Optional(
      choice(['iptables', 'ipvs', 'nftables', 'none'], {
        description: 'Mode of kube-proxy. ipvs is deprecated since Kubernetes 1.35.',
        byDefault: 'iptables; nftables with Calico Nftables; none with Calico BPF',
      }),
    ),
  },
  'Networks: none of them may overlap another.',
);
