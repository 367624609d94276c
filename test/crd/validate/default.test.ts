import { type StructuralSchema, array, integer, map, object, string } from '../../../crd/schema/schema';
import { withDefaults } from '../../../crd/validate/default';
import { sentences } from './sentences';

describe('a value is accepted', () => {
  test.each<[string, StructuralSchema, unknown]>([
    ['null that is dropped', string(), null],
    ['null in a map, which is dropped', map(string()), { b: null }],
    ['a missing field that has a default', object({ b: integer({ default: 1 }) }, { required: ['b'] }), {}],
  ])('%s', (_title, schema, value) => {
    expect(sentences(schema, value)).toEqual([]);
  });
});

describe('a value is refused', () => {
  test.each<[string, StructuralSchema, unknown, readonly string[]]>([
    ['null for a required field', object({ b: string() }, { required: ['b'] }), { b: null }, ['a.b is missing; give text']],
  ])('%s', (_title, schema, value, expected) => {
    expect(sentences(schema, value)).toEqual(expected);
  });
});

test.each<[string, StructuralSchema, unknown, unknown]>([
  ['a missing field with a default', object({ b: integer({ default: 1 }) }), {}, { b: 1 }],
  ['a missing field without a default', object({ b: integer() }), {}, {}],
  ['a present field', object({ b: integer({ default: 1 }) }), { b: 2 }, { b: 2 }],
  ['null for a field with a default', object({ b: integer({ default: 1 }) }), { b: null }, { b: 1 }],
  ['null for a nullable field with a default', object({ b: integer({ default: 1, nullable: true }) }), { b: null }, { b: null }],
  ['null for a field without a default', object({ b: integer() }), { b: null }, {}],
  ['a default below a default', object({ b: object({ c: integer({ default: 1 }) }, { default: {} }) }), {}, { b: { c: 1 } }],
  ['a default below a missing field', object({ b: object({ c: integer({ default: 1 }) }) }), {}, {}],
  ['a default in an item', array(object({ b: integer({ default: 1 }) })), [{}], [{ b: 1 }]],
  ['null for an item', array(integer()), [null], [null]],
  ['null for an item with a default', array(integer({ default: 1 })), [null], [1]],
  ['null in a map', map(string()), { b: null }, {}],
  ['a default of a value in a map', map(object({ b: integer({ default: 1 }) })), { x: {} }, { x: { b: 1 } }],
])('withDefaults completes %s', (_title, schema, value, expected) => {
  expect(withDefaults(schema, value)).toEqual(expected);
});
