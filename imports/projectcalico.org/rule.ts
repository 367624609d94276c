import { type Schema, array, enumeration, intOrString, integer, map, number, object, string, withFacets } from '../../crd/schema/schema';
import type { PolicyRule } from './generated';

/** The pattern that upstream puts on numbers that may be names or ranges; it refuses nothing. */
export const ANY_TEXT = '^.*';

const ports = (description: string) => array(intOrString({ pattern: ANY_TEXT }), { description });
const protocol = (description: string) => intOrString({ pattern: ANY_TEXT, description });

const entityRule = object({
  namespaceSelector: string({ description: 'Calico selector of the namespaces that selector applies to; global(): objects without a namespace.' }),
  nets: array(string(), { listType: 'set', description: 'CIDRs, one of which contains the address.' }),
  notNets: array(string(), { description: 'CIDRs that do not contain the address.' }),
  notPorts: ports('Ports that do not match: numbers, names or ranges such as 8000:8080.'),
  notSelector: string({ description: 'Calico selector of endpoints that do not match.' }),
  ports: ports('Ports that match: numbers, names or ranges such as 8000:8080.'),
  selector: string({ description: 'Calico selector of pods and host endpoints.' }),
  serviceAccounts: object({ names: array(string(), { listType: 'set' }), selector: string() }, { description: 'Pods by their ServiceAccounts.' }),
  services: object({ name: string(), namespace: string() }, { description: 'Endpoints of a Service; not together with ports and nets.' }),
});

const icmp = object(
  {
    code: integer({ minimum: 0, maximum: 255 }),
    type: integer({ minimum: 0, maximum: 254, description: 'Type of the ICMP message; 8 is an echo request (ping).' }),
  },
  { rules: [{ rule: '!has(self.code) || has(self.type)', message: 'ICMP code specified without an ICMP type', reason: 'FieldValueInvalid' }] },
);

const path = string({ maxLength: 1024 });

const ruleShape = object(
  {
    action: enumeration(['Allow', 'Deny', 'Log', 'Pass'], { description: 'Action for packets that match; Pass: the next tier decides.' }),
    destination: entityRule,
    http: object(
      { methods: array(string(), { maxItems: 20 }), paths: array(object({ exact: path, prefix: path }), { maxItems: 20 }) },
      { description: "Conditions on HTTP requests, with Calico's application layer policy." },
    ),
    icmp,
    ipVersion: enumeration([4, 6]),
    metadata: object({ annotations: map(string()) }),
    notICMP: icmp,
    notProtocol: protocol('Protocol that does not match.'),
    protocol: protocol('Protocol that matches: TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite, or a number from 1 to 255.'),
    source: entityRule,
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
  performanceHints: array(enumeration(['AssumeNeededOnEveryNode'])),
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
