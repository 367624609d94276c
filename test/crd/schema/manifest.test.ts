import { defineResource } from '../../../crd/schema/definition';
import { customResourceDefinition } from '../../../crd/schema/manifest';
import { object, string } from '../../../crd/schema/schema';

const schema = object({ spec: object({ a: string() }), status: object({}) }, { required: ['spec'] });
const names = { group: 'example.com', version: 'v1', kind: 'Cat', plural: 'cats', scope: 'Cluster' } as const;

test('the definition of a kind of which only the required props are given', () => {
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

test('the definition of a kind with all props', () => {
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
});
