import { type StructuralSchema, anything, array, boolean, enumeration, intOrString, integer, map, number, object, string } from '../../../crd/schema/schema';
import { sentences } from './sentences';

describe('a value is accepted', () => {
  test.each<[string, StructuralSchema, unknown]>([
    ['text within its bounds', string({ minLength: 1, maxLength: 2, pattern: '^(?i)(ab?)$' }), 'AB'],
    ['text as long as its bound in characters, not in UTF-16', string({ maxLength: 1 }), '😀'],
    ['text in which a pattern is found', string({ pattern: 'b' }), 'abc'],
    ['a choice', enumeration(['x', 'y']), 'y'],
    ['a choice among numbers', enumeration([4, 6]), 6],
    ['a whole number without a fraction', integer(), 3.0],
    ['a whole number where a fraction could be', number(), 3],
    ['null where it may be', string({ nullable: true }), null],
    ['a number where text could be', intOrString({ pattern: '^x' }), 5],
    ['text where a number could be', intOrString({ pattern: '^x' }), 'x5'],
    ['anything at all', anything(), { b: [{ c: null }] }],
    ['text of an unknown format', string({ format: 'no-such-format' }), '?'],
  ])('%s', (_title, schema, value) => {
    expect(sentences(schema, value)).toEqual([]);
  });
});

describe('a value is refused', () => {
  test.each<[string, StructuralSchema, unknown, readonly string[]]>([
    ['a number for text', string(), 5, ['a 5 has the wrong type; give text']],
    ['a fraction for a whole number', integer(), 1.5, ['a 1.5 has the wrong type; give a whole number']],
    ['text for a number', integer(), '5', ['a "5" is text; give a whole number']],
    ['text for a truth', boolean(), 'yes', ['a "yes" is text; give true or false']],
    ['a list for an object', object({}), [], ['a is a list; give an object']],
    ['an object for a list', array(string()), { b: 1 }, ['a.b 1 is not a known field; remove it', 'a is an object; give a list']],
    ['a truth for a number or text', intOrString(), true, ['a true is true or false; give a whole number or text']],
    ['null in a list', array(string()), [null], ['a[0] null is null; give text']],
    ['null that is not among the choices', enumeration(['x'], { nullable: true }), null, ['a null is not supported; use x']],
    ['a value that is no choice', enumeration(['x', 'y']), 'z', ['a "z" is not supported; use one of x, y']],
    ['a value that is no choice where empty text is one', enumeration(['', 'x']), 'z', ['a "z" is not supported; use one of "", x']],
    ['short text', string({ minLength: 2 }), 'é', ['a "é" has 1 character; give at least 2']],
    ['long text', string({ maxLength: 2 }), 'abc', ['a "abc" has 3 characters; give at most 2']],
    ['text without the pattern', string({ pattern: '^(?i)(x|y)$' }), 'xy', ['a "xy" does not have the right form; let it match ^(?i)(x|y)$']],
    ['text without the format', string({ format: 'cidr' }), '10.0.0.0', ['a "10.0.0.0" does not have the right form; give a network such as 10.0.0.0/16']],
    ['a small number', integer({ minimum: 1 }), 0, ['a 0 is too small; give at least 1']],
    ['a large number', integer({ maximum: 32 }), 40, ['a 40 is too large; give at most 32']],
    ['a number at an excluded bound', number({ maximum: 1, exclusiveMaximum: true }), 1, ['a 1 is too large; give less than 1']],
    ['a number between steps', integer({ multipleOf: 5 }), 7, ['a 7 is not a multiple of 5; round it']],
    ['a number of too many bits', integer({ format: 'int32' }), 2 ** 31, ['a 2147483648 does not fit in int32; give a number from -2147483648 to 2147483647']],
    ['a short list', array(string(), { minItems: 1 }), [], ['a has 0 items; give at least 1']],
    ['a long list', array(string(), { maxItems: 1 }), ['x', 'y'], ['a has 2 items; give at most 1']],
    ['many fields', map(string(), { maxProperties: 1 }), { b: '', c: '' }, ['a has 2 fields; give at most 1']],
    ['few fields', map(string(), { minProperties: 1 }), {}, ['a has 0 fields; give at least 1']],
    ['a missing field', object({ b: enumeration(['x', 'y']) }, { required: ['b'] }), {}, ['a.b is missing; give one of x, y']],
    ['a value below an odd key', map(integer()), { 'x.y/z': 'v' }, ['a["x.y/z"] "v" is text; give a whole number']],
    [
      'no alternative',
      object({ b: integer(), c: integer() }, { oneOf: [{ required: ['b'] }, { required: ['c'] }] }),
      {},
      ['a fits none of the alternatives; mend one of these: a.b is missing; set it | a.c is missing; set it'],
    ],
    [
      'two alternatives of which one is wanted',
      object({ b: integer(), c: integer() }, { oneOf: [{ required: ['b'] }, { required: ['c'] }] }),
      { b: 1, c: 1 },
      ['a fits 2 of the alternatives; let it fit exactly one'],
    ],
    ['what is excluded', string({ not: { enum: ['x'] } }), 'x', ['a "x" has a form that is excluded; change it']],
    ['what one of all conditions forbids', string({ allOf: [{ enum: ['x', 'y'] }, { enum: ['y', 'z'] }] }), 'x', ['a "x" is not supported; use one of y, z']],
  ])('%s', (_title, schema, value, expected) => {
    expect(sentences(schema, value)).toEqual(expected);
  });
});
