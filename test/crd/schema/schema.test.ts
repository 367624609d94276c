import {
  type Static,
  anything,
  array,
  boolean,
  enumeration,
  foreign,
  intOrString,
  integer,
  map,
  number,
  object,
  string,
  withFacets,
} from '../../../crd/schema/schema';
import { validate } from '../../../crd/validate/validate';

test.each([
  ['string', string({ minLength: 1, description: 'A name.' }), { type: 'string', minLength: 1, description: 'A name.' }],
  ['enumeration of texts', enumeration(['x', 'y']), { type: 'string', enum: ['x', 'y'] }],
  ['enumeration of numbers', enumeration([4, 6], { default: 4 }), { type: 'integer', enum: [4, 6], default: 4 }],
  ['integer', integer({ format: 'int32' }), { type: 'integer', format: 'int32' }],
  ['number', number({ minimum: 0 }), { type: 'number', minimum: 0 }],
  ['boolean', boolean({ nullable: true }), { type: 'boolean', nullable: true }],
  ['intOrString', intOrString(), { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true }],
  [
    'array',
    array(string(), { listType: 'map', listMapKeys: ['a'] }),
    { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] },
  ],
  ['map', map(integer(), { mapType: 'atomic' }), { type: 'object', additionalProperties: { type: 'integer' }, 'x-kubernetes-map-type': 'atomic' }],
  [
    'object',
    object({ a: string() }, { required: ['a'], rules: [{ rule: 'true' }] }),
    { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], 'x-kubernetes-validations': [{ rule: 'true' }] },
  ],
  ['object without fields', object({}), { type: 'object' }],
  ['anything', anything({ embeddedResource: true }), { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, 'x-kubernetes-embedded-resource': true }],
  ['withFacets', withFacets(string({ description: 'a' }), { description: 'b' }), { type: 'string', description: 'b' }],
  ['foreign', foreign({ type: 'string' }), { type: 'string' }],
])('%s', (_builder, schema, expected) => {
  expect(schema).toEqual(expected);
});

test('the type of a value follows from its schema', () => {
  const schema = object({ a: enumeration(['x', 'y']), b: array(integer(), { nullable: true }), c: enumeration([4, 6]) }, { required: ['a'] });
  const values: readonly Static<typeof schema>[] = [
    { a: 'x', b: [1], c: 4 },
    { a: 'y', b: null, c: 6 },
    // @ts-expect-error null is not a choice
    { a: null },
    // @ts-expect-error 5 is not a choice
    { a: 'x', c: 5 },
    // @ts-expect-error b may be null, but not its items
    { a: 'x', b: [null] },
    // @ts-expect-error a is required
    { b: [] },
  ];
  expect(validate(schema, values[1])).toEqual([]);
  // @ts-expect-error a field that is required must be there
  expect([object({ a: string() }, { required: ['b'] })]).toHaveLength(1);
  // @ts-expect-error a default is of the type
  expect([enumeration(['x'], { default: 'z' }), integer({ default: 1 })]).toHaveLength(2);
});
