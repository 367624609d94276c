import { definitions, describeWithUpstream, upstreamIsHere } from '../crd/upstream';
import { kinds, kindsOfClasses } from './kinds';
import { describes, differencesOf } from './parity';

const named = kinds.map((resource) => ({ name: `${resource.apiVersion} ${resource.kind}`, resource }));

/** Those of Gateway API come as a Go module: gateway-api.test.ts compares them. */
const released = named.filter(({ resource }) => resource.group !== 'gateway.networking.k8s.io');

describeWithUpstream("a kind below imports/ is upstream's in everything that the API server acts on", () => {
  const upstream = upstreamIsHere ? definitions() : [];

  test.each(released)('$name', ({ name, resource }) => {
    const found = upstream.filter((definition) => describes(definition, resource));
    if (found.length === 0) throw new Error(`no file below UPSTREAM defines ${name}`);
    expect(found.flatMap((definition) => differencesOf(resource, definition))).toEqual([]);
  });
});

test('each kind has one class, and no class makes what is no kind', () => {
  expect(kindsOfClasses.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual(named.map(({ name }) => name).sort());
});
