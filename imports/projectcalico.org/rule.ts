import { type Schema, type Static, array, enumeration, intOrString, integer, map, number, object, string, withFacets } from '../../crd/schema/schema';

/** The pattern that upstream puts on numbers that may be names or ranges; it refuses nothing. */
export const ANY_TEXT = '^.*';

const ports = (description: string) => array(intOrString({ pattern: ANY_TEXT }), { description });
const protocol = (description: string) => intOrString({ pattern: ANY_TEXT, description });

const entityRule = object({
  namespaceSelector: string({ description: 'The namespaces in which selector looks; global() means what is in none.' }),
  nets: array(string(), { listType: 'set', description: 'Networks, one of which holds the address.' }),
  notNets: array(string(), { description: 'Networks that do not hold the address.' }),
  notPorts: ports('Ports that it is not; numbers, names or ranges such as 8000:8080.'),
  notSelector: string({ description: 'What it is not, as a Calico selector.' }),
  ports: ports('Ports; numbers, names or ranges such as 8000:8080.'),
  selector: string({ description: 'Pods and host endpoints, as a Calico selector.' }),
  serviceAccounts: object({ names: array(string(), { listType: 'set' }), selector: string() }, { description: 'Pods, by their service accounts.' }),
  services: object({ name: string(), namespace: string() }, { description: 'What stands behind a Service; without ports and nets.' }),
});

const icmp = object(
  { code: integer({ minimum: 0, maximum: 255 }), type: integer({ minimum: 0, maximum: 254, description: '8 is a ping.' }) },
  { rules: [{ rule: '!has(self.code) || has(self.type)', message: 'ICMP code specified without an ICMP type', reason: 'FieldValueInvalid' }] },
);

const path = string({ maxLength: 1024 });

const ruleShape = object(
  {
    action: enumeration(['Allow', 'Deny', 'Log', 'Pass'], { description: 'What is done with a packet that matches; Pass: the next tier decides.' }),
    destination: entityRule,
    http: object(
      { methods: array(string(), { maxItems: 20 }), paths: array(object({ exact: path, prefix: path }), { maxItems: 20 }) },
      { description: 'Requests, where Calico sees them.' },
    ),
    icmp,
    ipVersion: enumeration([4, 6]),
    metadata: object({ annotations: map(string()) }),
    notICMP: icmp,
    notProtocol: protocol('The protocol that it is not.'),
    protocol: protocol('TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite, or a number from 1 to 255.'),
    source: entityRule,
  },
  {
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

/** What is done with packets that match. */
export interface PolicyRule extends Static<typeof ruleShape> {}

const rules: Schema<readonly PolicyRule[]> = array(ruleShape);

/** What policies of a namespace and of the whole cluster have in common. */
export const policy = {
  egress: withFacets(rules, { description: 'What is done with packets that leave, first match first; what no rule names is dropped.' }),
  ingress: withFacets(rules, { description: 'What is done with packets that come in, first match first; what no rule names is dropped.' }),
  order: number({ description: 'Lower comes first; last when left out.' }),
  performanceHints: array(enumeration(['AssumeNeededOnEveryNode'])),
  selector: string({ description: 'Whom the policy is for, as a Calico selector; all when left out.' }),
  serviceAccountSelector: string({ description: 'Whom the policy is for, by the labels of service accounts.' }),
  tier: string({ default: 'default', description: 'The tier that the policy stands in.' }),
  types: array(enumeration(['Ingress', 'Egress']), {
    minItems: 1,
    maxItems: 2,
    listType: 'set',
    description: 'Which directions the policy rules; those that have rules when left out.',
  }),
};
