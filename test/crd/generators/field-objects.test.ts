import { defineResource } from '../../../crd/schema/definition';
import { type StructuralSchema, array, enumeration, integer, object } from '../../../crd/schema/schema';
import { validate } from '../../../crd/validate/validate';
import { fieldObjects } from './field-objects';
import { seeded } from './random';

const size = integer({ minimum: 1, maximum: 1 });
const spec = object({ kind: enumeration(['a']), sizes: array(size, { minItems: 1, maxItems: 1 }) }, { required: ['kind'] });
const resource = defineResource({ group: 'fixtures.example.com', version: 'v1', kind: 'Sized', plural: 'sizeds', scope: 'Cluster', schema: object({ spec }) });

const asked = (...seen: readonly StructuralSchema[]): readonly string[] =>
  fieldObjects(resource, seeded(1), new Set(seen)).objects.map((whole) => {
    const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...rest } = whole;
    return `${validate(resource, whole).length === 0 ? 'fine' : 'wrong'} ${JSON.stringify(rest).replaceAll('"', '')}`;
  });

const ofRoot = ['fine {spec:{kind:a,sizes:[1]}}', 'wrong {spec:{kind:a,sizes:[1]},unknownField:1}'];

test('each field is fine at first, and then wrong in each of its ways and alone', () => {
  expect(asked()).toEqual([
    ...ofRoot,
    'fine {spec:{kind:a,sizes:[1]}}',
    'wrong {spec:x}',
    'fine {spec:null}',
    'wrong {spec:{sizes:[1]}}',
    'wrong {spec:{kind:a,sizes:[1],unknownField:1}}',
    'fine {spec:{kind:a,sizes:[1]}}',
    'wrong {spec:{kind:5,sizes:[1]}}',
    'wrong {spec:{kind:null,sizes:[1]}}',
    'wrong {spec:{kind:no such choice,sizes:[1]}}',
    'fine {spec:{kind:a,sizes:[1]}}',
    'wrong {spec:{kind:a,sizes:x}}',
    'fine {spec:{kind:a,sizes:null}}',
    'wrong {spec:{kind:a,sizes:[]}}',
    'wrong {spec:{kind:a,sizes:[1,1]}}',
    'fine {spec:{kind:a,sizes:[1]}}',
    'wrong {spec:{kind:a,sizes:[x]}}',
    'wrong {spec:{kind:a,sizes:[null]}}',
    'wrong {spec:{kind:a,sizes:[0]}}',
    'fine {spec:{kind:a,sizes:[1]}}',
    'wrong {spec:{kind:a,sizes:[2]}}',
    'fine {spec:{kind:a,sizes:[1]}}',
    'wrong {spec:{kind:a,sizes:[1.5]}}',
  ]);
});

test('a shape that was asked about is not asked about again', () => {
  expect(asked(spec)).toEqual(ofRoot);
});
