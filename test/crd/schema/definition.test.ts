import { defineResource, wholeSchema } from '../../../crd/schema/definition';
import { object, string } from '../../../crd/schema/schema';

const schema = object({ spec: object({ a: string() }) }, { required: ['spec'] });
const props = { group: 'example.com', version: 'v1', kind: 'CatBox', plural: 'catboxes', scope: 'Cluster', schema } as const;

test('names and the main version have defaults', () => {
  expect(defineResource(props)).toEqual({
    ...props,
    apiVersion: 'example.com/v1',
    singular: 'catbox',
    listKind: 'CatBoxList',
    versions: [{ name: 'v1', served: true, storage: true, schema }],
  });
});

test('names that are given win', () => {
  expect(defineResource({ ...props, singular: 'box', listKind: 'Boxes' })).toMatchObject({ singular: 'box', listKind: 'Boxes' });
});

test('further versions follow the main one, which alone is stored', () => {
  const { versions } = defineResource({ ...props, deprecated: true, extraVersions: [{ name: 'v1beta1', served: false, schema }] });
  expect(versions).toEqual([
    { name: 'v1', served: true, storage: true, deprecated: true, schema },
    { name: 'v1beta1', served: false, storage: false, schema },
  ]);
});

test('a whole schema has apiVersion, kind and metadata, unless its author describes them', () => {
  const metadata = object({ name: string({ maxLength: 9 }) });
  expect(wholeSchema({ schema }).properties).toEqual({
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object' },
    spec: schema.properties?.['spec'],
  });
  expect(wholeSchema({ schema: object({ metadata }) }).properties?.['metadata']).toBe(metadata);
  expect(wholeSchema({ schema }).required).toEqual(['spec']);
});
