import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, enumeration, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { condition } from '../core/conditions';
import { labelSelector } from '../core/label-selector';
import { gatewayApi } from './group';
import { DOMAIN_AND_PATH, hostname, objectName, port, sectionName } from './names';
import { localReference, reference, routeKind, secretReference } from './references';
import { by, reported, reports, waiting } from './status';
import type { GatewayBody, GatewaySpec } from './generated';

export type { GatewaySpec };

const KEY = '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$';
const HOSTNAME = '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

const keyRules = (what: string) => [
  {
    rule: `self.all(key, key.matches(r"""${KEY}"""))`,
    message: `${what} keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.`,
  },
  {
    rule: 'self.all(key, key.split("/")[0].size() < 253)',
    message: `If specified, the ${what.toLowerCase()} key's prefix must be a DNS subdomain not longer than 253 characters in total.`,
  },
];

const addressType = string({
  default: 'IPAddress',
  minLength: 1,
  maxLength: 253,
  pattern: `^Hostname|IPAddress|NamedAddress|${DOMAIN_AND_PATH}$`,
  description: 'IPAddress, Hostname, or a type that the controller defines. Default: IPAddress.',
});

/** An address with the type IPAddress is one of IPv4 or IPv6. */
const ADDRESS_FORMS = [
  { properties: { type: { enum: ['IPAddress'] }, value: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] } } },
  { properties: { type: { not: { enum: ['IPAddress'] } } } },
];

const wantedAddress = object(
  { type: addressType, value: string({ maxLength: 253, description: 'Address. Default: the controller chooses one.' }) },
  {
    oneOf: ADDRESS_FORMS,
    rules: [
      {
        rule: `self.type == 'Hostname' ? (!has(self.value) || self.value.matches(r"""${HOSTNAME}""")): true`,
        message: `Hostname value must be empty or contain only valid characters (matching ${HOSTNAME})`,
      },
    ],
  },
);

const givenAddress = object(
  { type: addressType, value: string({ minLength: 1, maxLength: 253 }) },
  {
    required: ['value'],
    oneOf: ADDRESS_FORMS,
    rules: [
      {
        rule: `self.type == 'Hostname' ? self.value.matches(r"""${HOSTNAME}"""): true`,
        message: `Hostname value must only contain valid characters (matching ${HOSTNAME})`,
      },
    ],
  },
);

const infrastructure = object(
  {
    annotations: map(string({ minLength: 0, maxLength: 4096 }), { maxProperties: 16, rules: keyRules('Annotation'), doc: 'Annotations of those objects.' }),
    labels: map(string({ minLength: 0, maxLength: 63, pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$' }), {
      maxProperties: 8,
      rules: keyRules('Label'),
      doc: 'Labels of those objects.',
    }),
    parametersRef: withFacets(localReference, { description: 'Object with settings of the controller for this gateway.' }),
  },
  { description: 'Labels, annotations and settings of the objects that the controller creates for the gateway.' },
);

const allowedListeners = object(
  {
    namespaces: object(
      {
        from: enumeration(['All', 'Selector', 'Same', 'None'], {
          default: 'None',
          doc: 'In all namespaces, in those that selector fits, in that of the gateway, or nowhere.',
        }),
        selector: withFacets(labelSelector, { doc: 'The labels of the namespaces, with Selector.' }),
      },
      { default: { from: 'None' }, description: 'Namespaces of these ListenerSets. Default: none.' },
    ),
  },
  { description: 'ListenerSets that may add listeners.' },
);

const allowedRoutes = object(
  {
    kinds: array(routeKind, { maxItems: 8, listType: 'atomic', description: 'Kinds of routes. Default: those of the protocol.' }),
    namespaces: object(
      {
        from: enumeration(['All', 'Selector', 'Same'], { default: 'Same', doc: 'In all namespaces, in those that selector fits, or in that of the gateway.' }),
        selector: withFacets(labelSelector, { doc: 'The labels of the namespaces, with Selector.' }),
      },
      { default: { from: 'Same' }, description: 'Namespaces of the routes. Default: the namespace of the gateway.' },
    ),
  },
  { default: { namespaces: { from: 'Same' } }, description: 'Routes that may be attached.' },
);

const listenerTls = object(
  {
    certificateRefs: array(secretReference, { maxItems: 64, listType: 'atomic', description: 'Secrets of type kubernetes.io/tls; the first is the default.' }),
    mode: enumeration(['Terminate', 'Passthrough'], {
      default: 'Terminate',
      description: 'Where TLS ends: Terminate, at the gateway, or Passthrough, at the backend. Default: Terminate.',
    }),
    options: map(string({ minLength: 0, maxLength: 4096 }), { maxProperties: 16, description: 'Settings that the controller defines.' }),
  },
  {
    description: 'TLS settings; required for HTTPS and TLS.',
    rules: [
      {
        rule: "self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true",
        message: 'certificateRefs or options must be specified when mode is Terminate',
      },
    ],
  },
);

const listener = object(
  {
    allowedRoutes,
    hostname: hostname('Host name that is served. Default: all host names.'),
    name: sectionName('Name of the listener, which routes may refer to.'),
    port: port('Port of the listener.'),
    protocol: string({
      minLength: 1,
      maxLength: 255,
      pattern: '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$',
      description: 'HTTP, HTTPS, TLS, TCP, UDP, or a protocol that the controller defines.',
    }),
    tls: listenerTls,
  },
  { required: ['name', 'port', 'protocol'] },
);

const LISTENER_RULES = [
  { rule: "self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)", message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']" },
  {
    rule: "self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)",
    message: 'tls mode must be Terminate for protocol HTTPS',
  },
  { rule: "self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))", message: 'tls mode must be set for protocol TLS' },
  {
    rule: "self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)",
    message: "hostname must not be specified for protocols ['TCP', 'UDP']",
  },
  { rule: 'self.all(l1, self.exists_one(l2, l1.name == l2.name))', message: 'Listener name must be unique within the Gateway' },
  {
    rule: 'self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))',
    message: 'Combination of port, protocol and hostname must be unique for each listener',
  },
];

const ADDRESS_RULES = [
  {
    rule: "self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
    message: 'IPAddress values must be unique',
  },
  {
    rule: "self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )",
    message: 'Hostname values must be unique',
  },
];

const validation = object(
  {
    caCertificateRefs: array(reference, {
      minItems: 1,
      maxItems: 16,
      listType: 'atomic',
      description: 'ConfigMaps with the certificates of authorities in ca.crt.',
    }),
    mode: enumeration(['AllowValidOnly', 'AllowInsecureFallback'], {
      default: 'AllowValidOnly',
      description: 'AllowValidOnly, or AllowInsecureFallback, which also accepts clients without a valid certificate.',
    }),
  },
  { required: ['caCertificateRefs'], description: 'Validation of client certificates.' },
);

const tls = object(
  {
    backend: object({ clientCertificateRef: secretReference }, { description: 'Client certificate of the gateway for connections to backends.' }),
    frontend: object(
      {
        default: object({ validation }, { doc: 'Validation on all ports without one of their own.' }),
        perPort: array(
          object(
            { port: withFacets(port(), { doc: 'Port of the listeners.' }), tls: object({ validation }, { doc: 'Validation on this port.' }) },
            { required: ['port', 'tls'] },
          ),
          {
            doc: 'Validation by port.',
            maxItems: 64,
            ...by('port'),
            rules: [{ rule: 'self.all(t1, self.exists_one(t2, t1.port == t2.port))', message: 'Port for TLS configuration must be unique within the Gateway' }],
          },
        ),
      },
      { required: ['default'], description: "Validation of clients' certificates." },
    ),
  },
  { description: 'TLS settings of the gateway for all listeners and backends.' },
);

const specShape = object(
  {
    addresses: array(wantedAddress, {
      maxItems: 16,
      listType: 'atomic',
      rules: ADDRESS_RULES,
      description: 'Addresses of the gateway. Default: the controller chooses.',
    }),
    allowedListeners,
    gatewayClassName: withFacets(objectName, { description: 'Name of the GatewayClass, which selects the controller.' }),
    infrastructure,
    listeners: array(listener, { minItems: 1, maxItems: 64, ...by('name'), rules: LISTENER_RULES, description: 'Listeners: ports, protocols and host names.' }),
    tls,
  },
  { doc: 'Where requests enter.', required: ['gatewayClassName', 'listeners'] },
);

const spec: Schema<GatewaySpec> = specShape;

const untouched = [waiting('Accepted'), waiting('Programmed')];

const status = object(
  {
    addresses: array(givenAddress, { maxItems: 16, listType: 'atomic' }),
    attachedListenerSets: integer({ format: 'int32' }),
    conditions: array(condition, { ...reports, default: untouched }),
    listeners: array(
      object(
        {
          attachedRoutes: integer({ format: 'int32' }),
          conditions: reported,
          name: sectionName('Name of the listener.'),
          supportedKinds: array(routeKind, { maxItems: 8, listType: 'atomic' }),
        },
        { required: ['attachedRoutes', 'conditions', 'name'] },
      ),
      { maxItems: 64, ...by('name') },
    ),
  },
  { default: { conditions: untouched } },
);

const version = {
  schema: object({ spec, status }, { required: ['spec'] }),
  subresources: { status: {} },
  columns: [
    { name: 'Class', type: 'string', jsonPath: '.spec.gatewayClassName' },
    { name: 'Address', type: 'string', jsonPath: '.status.addresses[*].value' },
    { name: 'Programmed', type: 'string', jsonPath: '.status.conditions[?(@.type=="Programmed")].status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
} as const;

/** Gateway as a kind. */
export const gateway = defineResource<GatewayBody>({
  ...gatewayApi,
  ...version,
  version: 'v1',
  kind: 'Gateway',
  plural: 'gateways',
  shortNames: ['gtw'],
  scope: 'Namespaced',
  extraVersions: [{ name: 'v1beta1', served: true, ...version }],
});

/**
 * Entry point for requests from outside; routes assign them to backends.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class Gateway extends customResource(gateway) {}
