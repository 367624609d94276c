import { defineResource } from '../../crd/schema/definition';
import { customResourceDefinition } from '../../crd/schema/manifest';
import { object, string } from '../../crd/schema/schema';
import { sentence } from '../../crd/schema/violation';
import { validate } from '../../crd/validate/validate';

const schema = object({ spec: object({ a: string() }), status: object({}) }, { required: ['spec'] });
const names = { group: 'example.com', version: 'v1', kind: 'Cat', plural: 'cats', scope: 'Cluster' } as const;
const whole = { apiVersion: 'example.com/v1', kind: 'Cat', metadata: { name: 'tom' }, spec: {} };

test('what is not told about a kind follows from the rest', () => {
  expect(JSON.stringify(customResourceDefinition(defineResource({ ...names, schema })))).toBe(
    JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'cats.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Cat', listKind: 'CatList', plural: 'cats', singular: 'cat' },
        scope: 'Cluster',
        versions: [
          {
            name: 'v1',
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  apiVersion: { type: 'string' },
                  kind: { type: 'string' },
                  metadata: { type: 'object' },
                  spec: { type: 'object', properties: { a: { type: 'string' } } },
                  status: { type: 'object' },
                },
                required: ['spec'],
              },
            },
            served: true,
            storage: true,
          },
        ],
      },
    }),
  );
});

test('all that is told about a kind is in its definition', () => {
  const columns = [{ name: 'A', type: 'string', jsonPath: '.spec.a' }] as const;
  const cat = defineResource({
    ...names,
    schema,
    columns,
    subresources: { status: {} },
    shortNames: ['c'],
    categories: ['pets'],
    annotations: { 'api-approved.kubernetes.io': 'unapproved' },
    extraVersions: [{ name: 'v1beta1', served: false, deprecated: true, deprecationWarning: 'use v1', schema }],
  });
  expect(customResourceDefinition(cat)).toMatchObject({
    metadata: { annotations: { 'api-approved.kubernetes.io': 'unapproved' } },
    spec: {
      names: { categories: ['pets'], shortNames: ['c'] },
      versions: [
        { name: 'v1', served: true, storage: true, additionalPrinterColumns: columns, subresources: { status: {} } },
        { name: 'v1beta1', served: false, storage: false, deprecated: true, deprecationWarning: 'use v1' },
      ],
    },
  });
  expect(validate(cat, { ...whole, apiVersion: 'example.com/v1beta1' }).map(sentence)).toEqual([
    'apiVersion "example.com/v1beta1" is not the apiVersion of Cat; give example.com/v1',
  ]);
});

describe('the frame of an object is checked', () => {
  const cat = defineResource({ ...names, schema, subresources: { status: {} } });
  const long = 'a'.repeat(64);
  const key = 'use letters, digits, -, _ and ., at most 63, with an optional domain and a slash before them';
  test.each<[string, object, readonly string[]]>([
    ['when all is well', {}, []],
    ['for its kind', { kind: 'Dog' }, ['kind "Dog" is not the kind of Cat; give Cat']],
    ['for a name', { metadata: {} }, ['metadata.name is missing; give the object a name']],
    [
      'for a name in capitals',
      { metadata: { name: 'Tom' } },
      ['metadata.name "Tom" is not a name; use lower case letters, digits, - and ., at most 253, with a letter or digit at both ends'],
    ],
    ['for unknown metadata', { metadata: { name: 'tom', lables: {} } }, ['metadata.lables is not a known field; did you mean labels?']],
    ['for a label that is no text', { metadata: { name: 'tom', labels: { a: 5 } } }, ['metadata.labels.a 5 has the wrong type; give text']],
    ['for the key of a label', { metadata: { name: 'tom', labels: { '-': 'x' } } }, [`metadata.labels.- "x" has a key that no label can have; ${key}`]],
    [
      'for the value of a label',
      { metadata: { name: 'tom', labels: { a: long } } },
      [`metadata.labels.a "${long.slice(0, 59)}… is not a value for a label; use letters, digits, -, _ and ., at most 63`],
    ],
    [
      'for the key of an annotation',
      { metadata: { name: 'tom', annotations: { 'a b': '' } } },
      [`metadata.annotations["a b"] "" has a key that no annotation can have; ${key}`],
    ],
    [
      'for the size of annotations',
      { metadata: { name: 'tom', annotations: { a: 'x'.repeat(262144) } } },
      ['metadata.annotations hold 262145 bytes; keep them within 262144'],
    ],
    ['for a misspelt field beside spec', { spce: {} }, ['spce is not a known field; did you mean spec?']],
    ['for unknown fields of a status that is not kept', { status: { a: 1 } }, ['status.a 1 is not a known field; remove it']],
    ['but not for a status that is not kept', { status: 5 }, []],
  ])('%s', (_title, change, expected) => {
    expect(validate(cat, { ...whole, ...change }).map(sentence)).toEqual(expected);
  });
});
