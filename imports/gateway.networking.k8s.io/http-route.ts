import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, integer, object, string } from '../../crd/schema/schema';
import { condition } from '../core/conditions';
import { gatewayApi } from './group';
import { filters } from './http-filter';
import { EVERYTHING, matches } from './http-match';
import { controllerName, hostname, sectionName } from './names';
import { BACKEND_RULES, backend, parentReference } from './references';
import { reports } from './status';
import type { HTTPRouteBody, HTTPRouteSpec } from './generated';

export type { HTTPRouteSpec };

const unset = (field: string) => `(!has(${field}) || ${field} == '')`;
const sameParent = (() => {
  const [one, other] = ['p1.__namespace__', 'p2.__namespace__'];
  const sameNamespace = `((${unset(one)} && ${unset(other)}) || (has(${one}) && has(${other}) && ${one} == ${other} ))`;
  return `p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && ${sameNamespace}`;
})();
const sameSection = `((${unset('p1.sectionName')} && ${unset('p2.sectionName')}) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))`;

const PARENT_RULES = [
  {
    rule: `self.all(p1, self.all(p2, ${sameParent} ? (${unset('p1.sectionName')} == ${unset('p2.sectionName')}) : true))`,
    message: 'sectionName must be specified when parentRefs includes 2 or more references to the same parent',
  },
  {
    rule: `self.all(p1, self.exists_one(p2, ${sameParent} && ${sameSection}))`,
    message: 'sectionName must be unique when parentRefs includes 2 or more references to the same parent',
  },
];

const backendRef = object(
  {
    ...backend,
    filters,
    weight: integer({
      format: 'int32',
      minimum: 0,
      maximum: 1000000,
      default: 1,
      description: 'Weight of the backend: its share of requests is the weight divided by the sum of all weights of the rule; 0: no requests.',
    }),
  },
  { required: ['name'], rules: BACKEND_RULES },
);

const duration = (description: string) => string({ pattern: '^([0-9]{1,5}(h|m|s|ms)){1,4}$', description });

const timeouts = object(
  {
    backendRequest: duration('Timeout of one request to a backend, such as 5s.'),
    request: duration('Timeout of a request including retries, such as 10s; 0s: no timeout.'),
  },
  {
    doc: 'How long requests may take; as the controller has it when left out.',
    rules: [
      {
        rule: "!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))",
        message: 'backendRequest timeout cannot be longer than request timeout',
      },
    ],
  },
);

const replacesPrefix = (field: string) =>
  `has(f.${field}) && has(f.${field}.path) && f.${field}.path.type == 'ReplacePrefixMatch' && has(f.${field}.path.replacePrefixMatch)`;
const ONE_PREFIX = "((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true";
const ONLY_ONE = 'filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified';

const inFilters = (field: string) => `(has(self.filters) && self.filters.exists_one(f, ${replacesPrefix(field)})) ? ${ONE_PREFIX}`;
const inBackends = (field: string) =>
  `(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, ${replacesPrefix(field)})) )) ? ${ONE_PREFIX}`;

const rule = object(
  {
    backendRefs: array(backendRef, { maxItems: 16, listType: 'atomic', description: 'Backends that receive the requests.' }),
    filters,
    matches,
    name: sectionName('Name of the rule.'),
    timeouts,
  },
  {
    rules: [
      {
        rule: '(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true',
        message: 'RequestRedirect filter must not be used together with backendRefs',
      },
      { rule: inFilters('requestRedirect'), message: `When using RequestRedirect ${ONLY_ONE}` },
      { rule: inFilters('urlRewrite'), message: `When using URLRewrite ${ONLY_ONE}` },
      { rule: inBackends('requestRedirect'), message: `Within backendRefs, when using RequestRedirect ${ONLY_ONE}` },
      { rule: inBackends('urlRewrite'), message: `Within backendRefs, When using URLRewrite ${ONLY_ONE}` },
    ],
  },
);

const MATCHES = Array.from({ length: 16 }, (_, index) => `(self.size() > ${index} ? self[${index}].matches.size() : 0)`).join(' + ');

const specShape = object(
  {
    hostnames: array(hostname(), { maxItems: 16, listType: 'atomic', description: 'Host names. Default: all host names of the listener.' }),
    parentRefs: array(parentReference, {
      maxItems: 32,
      listType: 'atomic',
      rules: PARENT_RULES,
      description: 'Gateways, or listeners of gateways, that serve the route.',
    }),
    rules: array(rule, {
      minItems: 1,
      maxItems: 16,
      listType: 'atomic',
      default: [{ matches: EVERYTHING }],
      rules: [
        {
          rule: `${MATCHES} <= 128`,
          message: 'While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
        },
      ],
      description: 'Rules; of several matches the most specific one applies.',
    }),
  },
  { doc: 'What becomes of HTTP requests.' },
);

const spec: Schema<HTTPRouteSpec> = specShape;

const status = object(
  {
    parents: array(
      object(
        { conditions: array(condition, { minItems: 1, ...reports }), controllerName: string(controllerName), parentRef: parentReference },
        { required: ['conditions', 'controllerName', 'parentRef'] },
      ),
      { maxItems: 32, listType: 'atomic' },
    ),
  },
  { required: ['parents'] },
);

const version = {
  schema: object({ spec, status }, { required: ['spec'] }),
  subresources: { status: {} },
  columns: [
    { name: 'Hostnames', type: 'string', jsonPath: '.spec.hostnames' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
} as const;

/** HTTPRoute as a kind. */
export const httpRoute = defineResource<HTTPRouteBody>({
  ...gatewayApi,
  ...version,
  version: 'v1',
  kind: 'HTTPRoute',
  plural: 'httproutes',
  scope: 'Namespaced',
  extraVersions: [{ name: 'v1beta1', served: true, ...version }],
});

/**
 * Which HTTP requests that enter at a Gateway go to which Services, in which shares.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HTTPRoute extends customResource(httpRoute) {}
