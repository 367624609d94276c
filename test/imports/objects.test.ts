import { type ApiObject, Testing } from 'cdk8s';
import { APIServer } from '../../imports/operator.tigera.io/api-server';
import { Installation } from '../../imports/operator.tigera.io/installation';
import { Whisker } from '../../imports/operator.tigera.io/whisker';
import { BGPPeer } from '../../imports/projectcalico.org/bgp-peer';
import { FelixConfiguration } from '../../imports/projectcalico.org/felix-configuration';
import { GlobalNetworkPolicy } from '../../imports/projectcalico.org/global-network-policy';
import { IPPool } from '../../imports/projectcalico.org/ip-pool';
import { NetworkPolicy } from '../../imports/projectcalico.org/network-policy';
import { kinds } from '../../scripts/parity/kinds';
import { typical } from './typical';

const objects = typical(Testing.chart()).map((object) => ({ name: `${object.apiVersion} ${object.kind}`, object }));

test('there is a typical object of each kind', () => {
  expect([...new Set(objects.map(({ name }) => name))].sort()).toEqual(kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort());
});

test.each(objects)('a typical $name is fine', ({ object }) => {
  expect(object.node.validate()).toEqual([]);
});

/** A title, an object, and all that is wrong with it. */
type Row = readonly [string, ApiObject, readonly string[]];

const chart = Testing.chart();
const metadata = { name: 'default' };

describe('what does not compile is refused by the validator as well', () => {
  test.each<Row>([
    [
      'a field that does not exist',
      // @ts-expect-error it is called ipPools
      new Installation(chart, 'field', { metadata, spec: { calicoNetwork: { ipPool: [] } } }),
      ['spec.calicoNetwork.ipPool is not a known field; did you mean ipPools?'],
    ],
    [
      'a text that is not one of the given',
      // @ts-expect-error it is spelled VXLANCrossSubnet
      new Installation(chart, 'text', { metadata, spec: { calicoNetwork: { ipPools: [{ cidr: '10.244.0.0/16', encapsulation: 'VxlanCrossSubnet' }] } } }),
      ['spec.calicoNetwork.ipPools[0].encapsulation "VxlanCrossSubnet" is not supported; use one of IPIPCrossSubnet, IPIP, VXLAN, VXLANCrossSubnet, None'],
    ],
    [
      'a text for a number',
      // @ts-expect-error bytes, as a number
      new Installation(chart, 'number', { metadata, spec: { calicoNetwork: { mtu: '1450' } } }),
      ['spec.calicoNetwork.mtu "1450" is text; give a whole number'],
    ],
    [
      'a pool without addresses',
      // @ts-expect-error cidr is missing
      new Installation(chart, 'required', { metadata, spec: { calicoNetwork: { ipPools: [{ blockSize: 26 }] } } }),
      ['spec.calicoNetwork.ipPools[0].cidr is missing; give text'],
    ],
    [
      'resources of a container that the workload does not have',
      new Whisker(chart, 'container', {
        metadata,
        // @ts-expect-error it is called whisker
        spec: { whiskerDeployment: { spec: { template: { spec: { containers: [{ name: 'wisker' }] } } } } },
      }),
      ['spec.whiskerDeployment.spec.template.spec.containers[0].name "wisker" is not supported; use one of whisker, whisker-backend'],
    ],
    [
      'a port of another container',
      new APIServer(chart, 'port', {
        metadata,
        spec: {
          calicoWebhooksDeployment: {
            // @ts-expect-error it is called calico-webhooks
            spec: { template: { spec: { containers: [{ name: 'calico-webhooks', ports: [{ containerPort: 443, name: 'apiserver' }] }] } } },
          },
        },
      }),
      ['spec.calicoWebhooksDeployment.spec.template.spec.containers[0].ports[0].name "apiserver" is not supported; use calico-webhooks'],
    ],
    [
      'a text that upstream holds by a pattern',
      // @ts-expect-error there is no severity Verbose
      new FelixConfiguration(chart, 'pattern', { metadata, spec: { logSeverityScreen: 'Verbose' } }),
      ['spec.logSeverityScreen "Verbose" does not have the right form; let it match ^(?i)(Trace|Debug|Info|Warning|Error|Fatal)?$'],
    ],
    [
      'a text that upstream names twice',
      // @ts-expect-error Auto or Manual
      new BGPPeer(chart, 'twice', { metadata, spec: { reversePeering: 'auto' } }),
      ['spec.reversePeering "auto" is not supported; use one of Auto, Manual', 'spec.reversePeering "auto" is not supported; use one of Auto, Manual'],
    ],
    [
      'a rule that says not what to do',
      // @ts-expect-error action is missing
      new NetworkPolicy(chart, 'action', { metadata, spec: { ingress: [{ protocol: 'TCP' }] } }),
      ['spec.ingress[0].action is missing; give one of Allow, Deny, Log, Pass'],
    ],
    [
      'a version of IP that does not exist',
      // @ts-expect-error it is 4 or 6
      new NetworkPolicy(chart, 'version', { metadata, spec: { ingress: [{ action: 'Deny', ipVersion: 5 }] } }),
      ['spec.ingress[0].ipVersion 5 is not supported; use one of 4, 6'],
    ],
  ])('%s', (_title, object, problems) => {
    expect(object.node.validate()).toEqual(problems);
  });
});

describe('what compiles and is wrong all the same is refused by the validator', () => {
  test.each<Row>([
    [
      'a name that the operator does not look at',
      new Installation(chart, 'name', { metadata: { name: 'home' } }),
      [
        "the object is refused: resource name must be 'default', 'tigera-secure', or 'overlay'; make this true: self.metadata.name == 'default' || self.metadata.name == 'tigera-secure' || self.metadata.name == 'overlay'",
      ],
    ],
    [
      'an amount that is none',
      new Whisker(chart, 'amount', {
        metadata,
        spec: { whiskerDeployment: { spec: { template: { spec: { containers: [{ name: 'whisker', resources: { requests: { memory: '64MB' } } }] } } } } },
      }),
      [
        'spec.whiskerDeployment.spec.template.spec.containers[0].resources.requests.memory "64MB" does not have the right form; let it match ^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
      ],
    ],
    [
      'two ways of encapsulation',
      new IPPool(chart, 'ways', { metadata, spec: { cidr: '10.244.0.0/16', ipipMode: 'Always', vxlanMode: 'CrossSubnet' } }),
      [
        "spec is refused: ipipMode and vxlanMode cannot both be enabled; make this true: !has(self.ipipMode) || !has(self.vxlanMode) || self.ipipMode == 'Never' || self.vxlanMode == 'Never' || size(self.ipipMode) == 0 || size(self.vxlanMode) == 0",
      ],
    ],
    [
      'a block that is no prefix length',
      new IPPool(chart, 'block', { metadata, spec: { cidr: '10.244.0.0/16', blockSize: 129 } }),
      ['spec.blockSize 129 is too large; give at most 128'],
    ],
    [
      'a network that is none',
      new IPPool(chart, 'network', { metadata, spec: { cidr: '10.244.0.0' } }),
      ['spec.cidr "10.244.0.0" does not have the right form; give a network such as 10.0.0.0/16'],
    ],
    [
      'a node and a selector of nodes',
      new BGPPeer(chart, 'node', { metadata, spec: { node: 'mini-1', nodeSelector: 'all()', peerIP: '192.168.0.1' } }),
      [
        'spec is refused: node and nodeSelector cannot both be set; make this true: (!has(self.node) || size(self.node) == 0) || (!has(self.nodeSelector) || size(self.nodeSelector) == 0)',
      ],
    ],
    [
      'a time with a fraction',
      new FelixConfiguration(chart, 'time', { metadata, spec: { reportingInterval: '1.5s' } }),
      ['spec.reportingInterval "1.5s" does not have the right form; let it match ^([0-9]+(\\\\.[0-9]+)?(ms|s|m|h))*$'],
    ],
    [
      'egress before the destination is rewritten',
      new GlobalNetworkPolicy(chart, 'egress', { metadata, spec: { applyOnForward: true, preDNAT: true, egress: [{ action: 'Deny' }] } }),
      [
        'spec is refused: preDNAT policy cannot have any egress rules; make this true: (!has(self.preDNAT) || !self.preDNAT) || !has(self.egress) || size(self.egress) == 0',
      ],
    ],
    [
      'a request on a rule that denies',
      new NetworkPolicy(chart, 'http', { metadata, spec: { ingress: [{ action: 'Deny', http: { methods: ['GET'] } }] } }),
      ["spec.ingress[0] is refused: HTTP match is only valid on Allow rules; make this true: self.action == 'Allow' || !has(self.http)"],
    ],
  ])('%s', (_title, object, problems) => {
    expect(object.node.validate()).toEqual(problems);
  });
});
