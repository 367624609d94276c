import { defineResource } from '../../../crd/schema/definition';
import { customResourceDefinition } from '../../../crd/schema/manifest';
import { integer, object } from '../../../crd/schema/schema';
import { compared, summary } from '../../../scripts/parity/compared';

const kind = (name: string, minimum: number) =>
  defineResource({
    group: 'example.com',
    version: 'v1',
    kind: name,
    plural: `${name.toLowerCase()}s`,
    scope: 'Cluster',
    schema: object({ spec: object({ lives: integer({ minimum }) }) }),
  });
const found = (file: string, name: string, minimum: number) => ({ file, definition: customResourceDefinition(kind(name, minimum)) });

const place = 'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.lives.minimum';

test('kinds are compared with every file that defines them; kinds without a counterpart are listed', () => {
  const ours = [kind('Cat', 9), kind('Dog', 1), kind('Unicorn', 1)];
  const upstream = [found('a/pets.yaml', 'Cat', 9), found('a/pets.yaml', 'Dog', 2), found('b.yaml', 'Dog', 1), found('b.yaml', 'Cow', 1)];
  expect(summary(compared(ours, upstream))).toEqual([
    'a/pets.yaml',
    '  example.com/v1 Cat: 0 differences',
    '  example.com/v1 Dog: 1 difference',
    `    ${place}: ours 1, upstream 2`,
    'b.yaml',
    '  example.com/v1 Dog: 0 differences',
    'defined upstream only',
    '  example.com Cow',
    'not found upstream',
    '  example.com/v1 Unicorn',
    '3 comparisons in 2 files, 1 difference',
  ]);
});

test('nothing else is printed when all kinds have a counterpart', () => {
  expect(summary(compared([kind('Cat', 9)], [found('pets.yaml', 'Cat', 9)]))).toEqual([
    'pets.yaml',
    '  example.com/v1 Cat: 0 differences',
    '1 comparison in 1 file, 0 differences',
  ]);
});
