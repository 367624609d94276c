import { defineResource } from '../../../crd/schema/definition';
import { customResourceDefinition } from '../../../crd/schema/manifest';
import { type StructuralSchema, foreign, integer, object } from '../../../crd/schema/schema';
import { describes, differencesOf } from '../../../scripts/parity/counterpart';

const kind = (group: string, name: string, spec: StructuralSchema = {}) =>
  defineResource({ group, version: 'v1', kind: name, plural: `${name.toLowerCase()}s`, scope: 'Cluster', schema: object({ spec: foreign(spec) }) });

test.each([
  ['example.com', 'Cat', 'example.com', 'Cat', true],
  ['example.com', 'Cat', 'example.com', 'Dog', false],
  ['example.com', 'Cat', 'example.org', 'Cat', false],
  ['crd.projectcalico.org', 'IPPool', 'projectcalico.org', 'IPPool', true],
  ['projectcalico.org', 'IPPool', 'projectcalico.org', 'IPPool', false],
])('a definition of %s %s, and the kind %s %s: %p', (definedGroup, definedKind, group, name, expected) => {
  expect(describes(customResourceDefinition(kind(definedGroup, definedKind)), kind(group, name))).toBe(expected);
});

test('a definition of the same group is compared whole', () => {
  expect(differencesOf(kind('example.com', 'Cat'), customResourceDefinition({ ...kind('example.com', 'Cat'), scope: 'Namespaced' }))).toEqual([
    'spec.scope: ours "Cluster", upstream "Namespaced"',
  ]);
});

test('a definition of the stored group is compared in its spec', () => {
  const [ours, stored] = [kind('projectcalico.org', 'Cat', integer({ minimum: 1 })), kind('crd.projectcalico.org', 'Cat', integer({ minimum: 2 }))];
  expect(differencesOf(ours, customResourceDefinition(stored))).toEqual(['minimum: ours 1, upstream 2']);
});
