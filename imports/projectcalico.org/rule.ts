import { type Schema, array, enumeration, intOrString, integer, map, number, object, string, withFacets } from '../../crd/schema/schema';
import type { PolicyRule } from './generated';

/** The pattern that upstream puts on numbers that may be names or ranges; it refuses nothing. */
export const ANY_TEXT = '^.*';

const ports = (description: string) => array(intOrString({ pattern: ANY_TEXT }), { description });
const protocol = (description: string) => intOrString({ pattern: ANY_TEXT, description });

const entityRule = (description: string) =>
  object(
    {
      namespaceSelector: string({ description: 'Calico selector of the namespaces that selector applies to; global(): objects without a namespace.' }),
      nets: array(string(), { listType: 'set', description: 'CIDRs, one of which contains the address.' }),
      notNets: array(string(), { description: 'CIDRs that do not contain the address.' }),
      notPorts: ports('Ports that do not match: numbers, names or ranges such as 8000:8080.'),
      notSelector: string({ description: 'Calico selector of endpoints that do not match.' }),
      ports: ports('Ports that match: numbers, names or ranges such as 8000:8080.'),
      selector: string({ description: 'Calico selector of pods and host endpoints.' }),
      serviceAccounts: object(
        {
          names: array(string(), { listType: 'set', description: 'Names of ServiceAccounts, one of which matches.' }),
          selector: string({ description: 'Calico selector of the labels of ServiceAccounts.' }),
        },
        { description: 'Pods by their ServiceAccounts.' },
      ),
      services: object(
        { name: string({ description: 'Name of the Service.' }), namespace: string({ description: 'Namespace of the Service.' }) },
        { description: 'Endpoints of a Service; not together with ports and nets.' },
      ),
    },
    { description },
  );

const icmp = object(
  {
    code: integer({ minimum: 0, maximum: 255, description: 'Code of the ICMP message. Default: any.' }),
    type: integer({ minimum: 0, maximum: 254, description: 'Type of the ICMP message; 8 is an echo request (ping).' }),
  },
  { rules: [{ rule: '!has(self.code) || has(self.type)', message: 'ICMP code specified without an ICMP type', reason: 'FieldValueInvalid' }] },
);

const path = (description: string) => string({ maxLength: 1024, description });

const ruleShape = object(
  {
    action: enumeration(['Allow', 'Deny', 'Log', 'Pass'], { description: 'Action for packets that match; Pass: the next tier decides.' }),
    destination: entityRule('Receiver of the packets. Default: any.'),
    http: object(
      {
        methods: array(string(), { maxItems: 20, description: 'Methods, one of which matches. Default: all.' }),
        paths: array(object({ exact: path('The whole path.'), prefix: path('The beginning of the path.') }), {
          maxItems: 20,
          description: 'Paths, one of which matches. Default: all.',
        }),
      },
      { description: "Conditions on HTTP requests, with Calico's application layer policy." },
    ),
    icmp: withFacets(icmp, { description: 'ICMP messages that match.' }),
    ipVersion: enumeration([4, 6], { description: 'Version of IP. Default: both.' }),
    metadata: object({ annotations: map(string(), { description: 'Annotations of the rule.' }) }, { description: 'Notes about the rule, without effect.' }),
    notICMP: withFacets(icmp, { description: 'ICMP messages that do not match.' }),
    notProtocol: protocol('Protocol that does not match.'),
    protocol: protocol('Protocol that matches: TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite, or a number from 1 to 255.'),
    source: entityRule('Sender of the packets. Default: any.'),
  },
  {
    doc: 'Rule: conditions on packets, and the action for those that match.',
    required: ['action'],
    rules: [
      {
        rule: "!has(self.http) || !has(self.protocol) || self.protocol == 'TCP' || self.protocol == 6",
        message: 'rules with HTTP match must have protocol TCP or unset',
        reason: 'FieldValueInvalid',
      },
      { rule: "self.action == 'Allow' || !has(self.http)", message: 'HTTP match is only valid on Allow rules', reason: 'FieldValueForbidden' },
      {
        rule: '!has(self.destination) || !has(self.destination.services) || (!has(self.destination.ports) || size(self.destination.ports) == 0) && (!has(self.destination.notPorts) || size(self.destination.notPorts) == 0)',
        message: 'ports and notPorts cannot be specified with services',
        reason: 'FieldValueForbidden',
      },
    ],
  },
);

/** What is done with packets, in the order of the list. */
export const policyRules: Schema<readonly PolicyRule[]> = array(ruleShape);

/** Fields of policies of a namespace and of the whole cluster. */
export const policy = {
  egress: withFacets(policyRules, { description: 'Rules for outgoing packets; the first match applies, packets without a match are dropped.' }),
  ingress: withFacets(policyRules, { description: 'Rules for incoming packets; the first match applies, packets without a match are dropped.' }),
  order: number({ description: 'Order of the policy in its tier; lower numbers apply first. Default: last.' }),
  performanceHints: array(enumeration(['AssumeNeededOnEveryNode']), {
    description: 'AssumeNeededOnEveryNode: prepare the policy on every node, for fast starts of pods.',
  }),
  selector: string({ description: 'Calico selector of the endpoints that the policy applies to. Default: all.' }),
  serviceAccountSelector: string({ description: 'Calico selector of the ServiceAccounts whose pods the policy applies to.' }),
  tier: string({ default: 'default', description: "Name of the policy's tier." }),
  types: array(enumeration(['Ingress', 'Egress']), {
    minItems: 1,
    maxItems: 2,
    listType: 'set',
    description: 'Directions that the policy applies to. Default: those with rules, or Ingress if there are none.',
  }),
};
