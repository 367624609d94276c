import { customResourceDefinition } from '../../crd/manifest';
import type { StructuralSchema } from '../../crd/schema';
import { differences } from '../crd/parity';
import { type CustomResourceDefinition, definitions, describeWithUpstream, upstreamIsHere } from '../crd/upstream';
import { kinds, kindsOfClasses } from './kinds';

const named = kinds.map((resource) => ({ name: `${resource.apiVersion} ${resource.kind}`, resource }));

/** Those of Gateway API come as a Go module: gateway-api.test.ts compares them. */
const released = named.filter(({ resource }) => resource.group !== 'gateway.networking.k8s.io');

/** Calico's API server serves what it stores as another group's kind, of which alone there is a definition. */
const storedGroup = (group: string): string => (group === 'projectcalico.org' ? 'crd.projectcalico.org' : group);

describeWithUpstream("a kind below imports/ is upstream's in everything that the API server acts on", () => {
  const upstream = upstreamIsHere ? definitions() : [];
  const find = (group: string, kind: string): CustomResourceDefinition => {
    const found = upstream.find(({ spec }) => spec.group === group && spec.names.kind === kind);
    if (found === undefined) throw new Error(`no file below UPSTREAM defines ${kind} of ${group}`);
    return found;
  };
  const specOf = (schema: StructuralSchema | undefined): StructuralSchema | undefined => schema?.properties?.['spec'];

  test.each(released.filter(({ resource }) => storedGroup(resource.group) === resource.group))('$name', ({ resource }) => {
    expect(differences(customResourceDefinition(resource), find(resource.group, resource.kind))).toEqual([]);
  });

  test.each(released.filter(({ resource }) => storedGroup(resource.group) !== resource.group))('$name, in its spec', ({ resource }) => {
    const stored = find(storedGroup(resource.group), resource.kind);
    expect(differences(specOf(resource.schema), specOf(stored.spec.versions[0]?.schema.openAPIV3Schema))).toEqual([]);
  });
});

test('each kind has one class, and no class makes what is no kind', () => {
  expect(kindsOfClasses.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual(named.map(({ name }) => name).sort());
});
