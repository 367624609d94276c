import { describes, differencesOf } from '../../scripts/parity/counterpart';
import { kinds, kindsOfClasses } from '../../scripts/parity/kinds';
import { definitions, describeWithUpstream, upstreamIsHere } from './upstream';

const named = kinds.map((resource) => ({ name: `${resource.apiVersion} ${resource.kind}`, resource }));

/** Kinds whose definitions are below UPSTREAM; gateway-api.test.ts compares those of Gateway API, which come as a Go module. */
const released = named.filter(({ resource }) => resource.group !== 'gateway.networking.k8s.io');

describeWithUpstream('a kind below imports/ equals its upstream definition in everything that the API server acts on', () => {
  const upstream = upstreamIsHere ? definitions() : [];

  test.each(released)('$name', ({ name, resource }) => {
    const found = upstream.filter((definition) => describes(definition, resource));
    if (found.length === 0) throw new Error(`no file below UPSTREAM defines ${name}`);
    expect(found.flatMap((definition) => differencesOf(resource, definition))).toEqual([]);
  });
});

test('each kind has exactly one class', () => {
  expect(kindsOfClasses.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual(named.map(({ name }) => name).sort());
});
