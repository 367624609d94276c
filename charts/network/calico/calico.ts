import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { encapsulationProtocol } from '../../../cluster/facts/encapsulation';
import { DEFAULTS } from '../../../cluster/spec/defaults';
import { APIServer } from '../../../imports/operator.tigera.io/api-server';
import { Goldmane } from '../../../imports/operator.tigera.io/goldmane';
import { Installation } from '../../../imports/operator.tigera.io/installation';
import { Whisker } from '../../../imports/operator.tigera.io/whisker';

/** A network that pods get addresses from. */
export interface CalicoPool {
  /** In CIDR notation; what kubeadm has as podSubnet, or within it. Cannot be changed later. */
  readonly cidr: string;
  /**
   * Prefix length of the blocks that nodes take addresses from: 20 to 32, for IPv6 116 to 128.
   * @default 26, for IPv6 122: 64 addresses
   */
  readonly blockSize?: number;
}

/** How Calico is set up. */
export interface CalicoProps {
  /** One, or one for each family. */
  readonly pools: readonly CalicoPool[];
  /**
   * How packets between pods of two machines travel; CrossSubnet: wrapped only where they leave the subnet. IPv6 cannot use IPIP.
   * @default VXLANCrossSubnet, which needs nothing of the network between the machines
   * @see https://docs.tigera.io/calico/latest/networking/configuring/vxlan-ipip
   */
  readonly encapsulation?: 'IPIP' | 'IPIPCrossSubnet' | 'None' | 'VXLAN' | 'VXLANCrossSubnet';
  /**
   * Whether machines tell each other their routes by BGP, TCP 179; IPIP and None need it.
   * @default Enabled
   */
  readonly bgp?: 'Disabled' | 'Enabled';
  /**
   * What forwards and filters packets. Nftables needs kube-proxy in that mode; BPF takes its place, and needs `apiServer` of `CalicoOperator`.
   * @default Iptables
   */
  readonly dataplane?: 'BPF' | 'Iptables' | 'Nftables';
  /**
   * Bytes in a packet of a pod at most.
   * @default Calico finds out
   */
  readonly mtu?: number;
  /**
   * Whether to install Goldmane and Whisker, the flow log and its page.
   * @default false
   */
  readonly whisker?: boolean;
}

const NAME = { metadata: { name: 'default' } };

const isIpv6 = ({ cidr }: CalicoPool): boolean => cidr.includes(':');

/**
 * All fields, also those with a default: the operator writes defaults back, and a list is replaced as a whole, so that a repeated `kubectl apply`
 * would take them out again.
 */
const completePool = (pool: CalicoPool) =>
  ({
    name: isIpv6(pool) ? 'default-ipv6-ippool' : 'default-ipv4-ippool',
    cidr: pool.cidr,
    blockSize: pool.blockSize ?? DEFAULTS.blockSize[isIpv6(pool) ? 6 : 4],
    natOutgoing: 'Enabled',
    nodeSelector: 'all()',
    allowedUses: ['Workload', 'Tunnel'],
    assignmentMode: 'Automatic',
    disableBGPExport: false,
    disableNewAllocations: false,
  }) as const;

type Settled = Required<Pick<CalicoProps, 'bgp' | 'encapsulation'>> & { readonly pools: readonly CalicoPool[] };

/** What the operator would refuse later, and only in its status. */
const calicoProblems = ({ bgp, encapsulation, pools }: Settled): string[] => [
  ...pools
    .filter((pool) => encapsulationProtocol(encapsulation) === 'IPIP' && isIpv6(pool))
    .map(({ cidr }) => `encapsulation ${encapsulation} cannot carry the IPv6 pool ${cidr}; use VXLANCrossSubnet, VXLAN or None`),
  ...(bgp === 'Disabled' && encapsulationProtocol(encapsulation) !== 'VXLAN'
    ? [`encapsulation ${encapsulation} needs BGP, which is Disabled; enable bgp, or use VXLAN`]
    : []),
];

/**
 * What the Tigera operator is asked for: pod networks, Calico's API server and, if wanted, its flow log. It can be applied when the operator has
 * started, because only then its kinds exist.
 *
 * @see https://docs.tigera.io/calico/latest/reference/installation/api
 */
export class Calico extends Chart {
  constructor(scope: Construct, id: string, props: CalicoProps) {
    super(scope, id);
    const { pools, encapsulation = DEFAULTS.encapsulation, bgp = DEFAULTS.bgp, dataplane = DEFAULTS.dataplane, mtu, whisker = false } = props;
    this.node.addValidation({ validate: () => calicoProblems({ bgp, encapsulation, pools }) });
    new Installation(this, 'Installation', {
      ...NAME,
      spec: {
        calicoNetwork: {
          linuxDataplane: dataplane,
          bgp,
          ...(mtu === undefined ? {} : { mtu }),
          ipPools: pools.map((pool) => ({ ...completePool(pool), encapsulation })),
          // The address that kubelet registers: machines with Wi-Fi or a VPN have others, and the first one found is often the wrong one.
          ...(pools.every(isIpv6) ? {} : { nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' } }),
          ...(pools.some(isIpv6) ? { nodeAddressAutodetectionV6: { kubernetes: 'NodeInternalIP' } } : {}),
        },
      },
    });
    new APIServer(this, 'APIServer', { ...NAME, spec: {} });
    if (whisker) {
      new Goldmane(this, 'Goldmane', NAME);
      new Whisker(this, 'Whisker', NAME);
    }
  }
}
