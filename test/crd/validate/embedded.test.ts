import { type StructuralSchema, anything } from '../../../crd/schema/schema';
import { sentences } from './sentences';

describe('a value is accepted', () => {
  test.each<[string, StructuralSchema, unknown]>([
    ['an object in an object', anything({ embeddedResource: true }), { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'x' } } }],
  ])('%s', (_title, schema, value) => {
    expect(sentences(schema, value)).toEqual([]);
  });
});

describe('a value is refused', () => {
  test.each<[string, StructuralSchema, unknown, readonly string[]]>([
    ['an object in an object without a kind', anything({ embeddedResource: true }), { apiVersion: 'v1' }, ['a.kind is missing; give text']],
  ])('%s', (_title, schema, value, expected) => {
    expect(sentences(schema, value)).toEqual(expected);
  });
});

describe('the identity of an object in an object', () => {
  test.each([
    [{}, ['a.apiVersion is missing; give text', 'a.kind is missing; give text']],
    [{ apiVersion: 'a/b/c', kind: 'Pod' }, ['a.apiVersion "a/b/c" is not the apiVersion of an object; give one such as v1 or apps/v1']],
    [{ apiVersion: '', kind: 'Pod' }, ['a.apiVersion "" is not the apiVersion of an object; give one such as v1 or apps/v1']],
    [{ apiVersion: 'v1', kind: 'A_' }, ['a.kind "A_" is not the kind of an object; give one such as Pod']],
    [{ apiVersion: 'v1', kind: 'A', metadata: { name: 'Any_name' } }, []],
    [{ apiVersion: 'v1', kind: 'A', metadata: { name: 'a/b' } }, ['a.metadata.name "a/b" is not a name; use neither / nor %']],
    [{ apiVersion: 'v1', kind: 'A', metadata: { nam: 1 } }, ['a.metadata.nam 1 is not a known field; did you mean name?']],
  ])('%j', (value, expected) => {
    expect(sentences(anything({ embeddedResource: true }), value)).toEqual(expected);
  });
});
