import { type ApiObject, Testing } from 'cdk8s';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Resource } from '../../crd/schema/definition';
import { type CustomResourceDefinition, customResourceDefinition } from '../../crd/schema/manifest';
import { Gateway } from '../../imports/gateway.networking.k8s.io/gateway';
import { HTTPRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import { differences } from '../../scripts/parity/differences';
import { kinds } from '../../scripts/parity/kinds';

const MODULE = 'sigs.k8s.io/gateway-api@v1.6.1';
const folder = process.env['GATEWAY_API'] ?? '';

const describeWithGatewayApi = (title: string, suite: () => void): void =>
  existsSync(folder)
    ? describe(title, suite)
    : describe.skip(`${title} (skipped: set GATEWAY_API to config/crd/standard of the Go module ${MODULE}; go mod download -json says where that is)`, suite);

const ours = kinds.filter(({ group }) => group === 'gateway.networking.k8s.io').map((resource) => ({ name: resource.kind, resource }));

const isDefinition = (value: unknown): value is CustomResourceDefinition =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'CustomResourceDefinition';

function upstream({ group, plural }: Resource): CustomResourceDefinition {
  const found: unknown = parse(readFileSync(join(folder, `${group}_${plural}.yaml`), 'utf8'));
  if (!isDefinition(found)) throw new Error(`${group}_${plural}.yaml in ${folder} is no CustomResourceDefinition`);
  return found;
}

/** Versions say the same in any order: ours begin with the one that is stored. */
const ordered = (definition: CustomResourceDefinition): CustomResourceDefinition => ({
  ...definition,
  spec: { ...definition.spec, versions: [...definition.spec.versions].sort((one, other) => (one.name < other.name ? -1 : 1)) },
});

test('the kinds of Gateway API are the four that routes to Services need', () => {
  expect(ours.map(({ name }) => name).sort()).toEqual(['Gateway', 'GatewayClass', 'HTTPRoute', 'ReferenceGrant']);
});

test.each(ours)("the definition of $name is small enough for kubectl apply, which upstream's of HTTPRoute is not", ({ resource }) => {
  expect(JSON.stringify(customResourceDefinition(resource)).length).toBeLessThan(262_144);
});

describeWithGatewayApi(`a kind of Gateway API is that of ${MODULE} in everything that the API server acts on`, () => {
  test.each(ours)('$name', ({ resource }) => {
    expect(differences(ordered(customResourceDefinition(resource)), ordered(upstream(resource)))).toEqual([]);
  });
});

describe('a gateway or route that no controller would take is refused at synth', () => {
  const chart = Testing.chart();
  const metadata = { name: 'shop' };
  const backend = { name: 'shop', port: 80 };

  test.each<readonly [string, ApiObject, readonly string[]]>([
    [
      'a weight below zero',
      new HTTPRoute(chart, 'weight', { metadata, spec: { rules: [{ backendRefs: [{ ...backend, weight: -1 }] }] } }),
      ['spec.rules[0].backendRefs[0].weight -1 is too small; give at least 0'],
    ],
    [
      'a Service without its port',
      new HTTPRoute(chart, 'port', { metadata, spec: { rules: [{ backendRefs: [{ name: 'shop' }] }] } }),
      [
        "spec.rules[0].backendRefs[0] is refused: Must have port for Service reference; make this true: (size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true",
      ],
    ],
    [
      'a try that may take longer than the request',
      new HTTPRoute(chart, 'timeouts', { metadata, spec: { rules: [{ timeouts: { request: '5s', backendRequest: '10s' } }] } }),
      [
        "spec.rules[0].timeouts is refused: backendRequest timeout cannot be longer than request timeout; make this true: !(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))",
      ],
    ],
    [
      'one gateway twice',
      new HTTPRoute(chart, 'parents', { metadata, spec: { parentRefs: [{ name: 'home' }, { name: 'home' }] } }),
      [expect.stringContaining('sectionName must be unique when parentRefs includes 2 or more references to the same parent')],
    ],
    [
      'a certificate where nothing is encrypted',
      new Gateway(chart, 'tls', {
        metadata,
        spec: { gatewayClassName: 'home', listeners: [{ name: 'http', port: 80, protocol: 'HTTP', tls: { certificateRefs: [{ name: 'home' }] } }] },
      }),
      [
        "spec.listeners is refused: tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']; make this true: self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)",
      ],
    ],
  ])('%s', (_title, object, problems) => {
    expect(object.node.validate()).toEqual(problems);
  });
});
