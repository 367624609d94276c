import type { ApiObject, Chart } from 'cdk8s';
import { APIServer } from '../../imports/operator.tigera.io/api-server';
import { Goldmane } from '../../imports/operator.tigera.io/goldmane';
import { Installation } from '../../imports/operator.tigera.io/installation';
import { Whisker } from '../../imports/operator.tigera.io/whisker';
import { BGPConfiguration, CrdBGPConfiguration } from '../../imports/projectcalico.org/bgp-configuration';
import { BGPPeer, CrdBGPPeer } from '../../imports/projectcalico.org/bgp-peer';
import { CrdFelixConfiguration, FelixConfiguration } from '../../imports/projectcalico.org/felix-configuration';
import { CrdGlobalNetworkPolicy, GlobalNetworkPolicy } from '../../imports/projectcalico.org/global-network-policy';
import { CrdIPPool, IPPool } from '../../imports/projectcalico.org/ip-pool';
import { CrdNetworkPolicy, NetworkPolicy } from '../../imports/projectcalico.org/network-policy';
import { ceph } from './typical-ceph';
import { gatewayApi } from './typical-gateway-api';
import { storage } from './typical-storage';

const metadata = { name: 'default' };

const requests = { cpu: '50m', memory: '64Mi' };

/** Objects as people write them at home: at least one of each kind. */
export const typical = (chart: Chart): readonly ApiObject[] => [
  ...ceph(chart),
  ...gatewayApi(chart),
  ...storage(chart),
  new Installation(chart, 'installation', {
    metadata,
    spec: {
      calicoNetwork: {
        bgp: 'Disabled',
        ipPools: [{ blockSize: 26, cidr: '10.244.0.0/16', encapsulation: 'VXLAN', name: 'pods', natOutgoing: 'Enabled', nodeSelector: 'all()' }],
        linuxDataplane: 'Iptables',
        mtu: 1450,
        nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' },
      },
      calicoNodeDaemonSet: {
        spec: { template: { spec: { containers: [{ name: 'calico-node', resources: { requests } }], tolerations: [{ operator: 'Exists' }] } } },
      },
      controlPlaneNodeSelector: { 'kubernetes.io/os': 'linux' },
      controlPlaneReplicas: 1,
      nodeUpdateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%' } },
      registry: 'registry.home.arpa/',
      typhaDeployment: {
        spec: {
          strategy: { rollingUpdate: { maxUnavailable: 1 } },
          template: {
            spec: {
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [{ matchExpressions: [{ key: 'temporary', operator: 'DoesNotExist' }] }],
                  },
                },
                podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] },
              },
              topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' }],
            },
          },
        },
      },
    },
  }),
  new APIServer(chart, 'api-server', { metadata, spec: { logging: { apiServer: { logSeverity: 'Warn' } } } }),
  new Goldmane(chart, 'goldmane', { metadata }),
  new Whisker(chart, 'whisker', {
    metadata,
    spec: {
      notifications: 'Disabled',
      whiskerDeployment: { spec: { template: { spec: { containers: [{ name: 'whisker-backend', resources: { limits: { memory: 2 ** 27 } } }] } } } },
    },
  }),
  ...[FelixConfiguration, CrdFelixConfiguration].map(
    (Kind) =>
      new Kind(chart, Kind.name, {
        metadata,
        spec: {
          bpfConntrackTimeouts: { tcpEstablished: '1h', udpTimeout: 'Auto' },
          failsafeInboundHostPorts: [{ net: '192.168.0.0/24', port: 22, protocol: 'tcp' }],
          featureDetectOverride: 'ChecksumOffloadBroken=true',
          istioDSCPMark: 23,
          kubeNodePortRanges: ['30000:32767', 10_250],
          logSeverityScreen: 'Warning',
          reportingInterval: '0s',
          wireguardEnabled: true,
        },
      }),
  ),
  ...[BGPConfiguration, CrdBGPConfiguration].map(
    (Kind) => new Kind(chart, Kind.name, { metadata, spec: { asNumber: 64_512, serviceLoadBalancerIPs: [{ cidr: '192.168.0.240/28' }] } }),
  ),
  ...[BGPPeer, CrdBGPPeer].map(
    (Kind) =>
      new Kind(chart, Kind.name, {
        metadata: { name: 'router' },
        spec: { asNumber: 64_513, password: { secretKeyRef: { key: 'password', name: 'bgp' } }, peerIP: '192.168.0.1', reversePeering: 'Manual' },
      }),
  ),
  ...[IPPool, CrdIPPool].map(
    (Kind) =>
      new Kind(chart, Kind.name, {
        metadata: { name: 'balancers' },
        spec: { allowedUses: ['LoadBalancer'], assignmentMode: 'Automatic', blockSize: 29, cidr: '192.168.0.240/28', disabled: false },
      }),
  ),
  ...[GlobalNetworkPolicy, CrdGlobalNetworkPolicy].map(
    (Kind) =>
      new Kind(chart, Kind.name, {
        metadata: { name: 'deny-by-default' },
        spec: {
          egress: [{ action: 'Allow', protocol: 'UDP', destination: { selector: "k8s-app == 'kube-dns'", ports: [53] } }],
          namespaceSelector: "kubernetes.io/metadata.name not in {'kube-system', 'calico-system'}",
          order: 1000.5,
          types: ['Ingress', 'Egress'],
        },
      }),
  ),
  ...[NetworkPolicy, CrdNetworkPolicy].map(
    (Kind) =>
      new Kind(chart, Kind.name, {
        metadata: { name: 'web', namespace: 'default' },
        spec: {
          ingress: [
            { action: 'Allow', protocol: 'TCP', source: { nets: ['192.168.0.0/24'] }, destination: { ports: [80, '8000:8080', 'metrics'] } },
            { action: 'Allow', icmp: { type: 8, code: 0 }, ipVersion: 4, protocol: 'ICMP' },
            { action: 'Log' },
          ],
          selector: "app == 'web'",
        },
      }),
  ),
];
