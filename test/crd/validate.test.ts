import {
  type StructuralSchema,
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
} from '../../crd/schema/schema';
import { sentence } from '../../crd/schema/violation';
import { validate } from '../../crd/validate/validate';

const sentences = (schema: StructuralSchema, value: unknown): readonly string[] => validate(object({ a: foreign(schema) }), { a: value }).map(sentence);

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
    ['null that is dropped', string(), null],
    ['null in a map, which is dropped', map(string()), { b: null }],
    ['a number where text could be', intOrString({ pattern: '^x' }), 5],
    ['text where a number could be', intOrString({ pattern: '^x' }), 'x5'],
    ['anything at all', anything(), { b: [{ c: null }] }],
    ['an unknown field where they are kept', withFacets(object({ b: string() }), { preserveUnknownFields: true }), { c: 1 }],
    ['a missing field that has a default', object({ b: integer({ default: 1 }) }, { required: ['b'] }), {}],
    [
      'an item that differs in one of two keys',
      array(object({ n: string(), p: integer({ default: 80 }) }), { listType: 'map', listMapKeys: ['n', 'p'] }),
      [{ n: 'x' }, { n: 'x', p: 81 }],
    ],
    ['an object in an object', anything({ embeddedResource: true }), { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'x' } } }],
    ['text of an unknown format', string({ format: 'no-such-format' }), '?'],
    ['what a rule allows', integer({ rules: [{ rule: 'self > 1' }] }), 2],
    ['what only a rule about changes forbids', integer({ rules: [{ rule: 'self == oldSelf' }] }), 2],
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
    ['a set with a repeated item', array(string(), { listType: 'set' }), ['x', 'y', 'x'], ['a[2] "x" repeats a[0]; leave one of them']],
    [
      'a list with a repeated key',
      array(object({ n: string() }), { listType: 'map', listMapKeys: ['n'] }),
      [{ n: 'x' }, { n: 'x' }],
      ['a[1] repeats a[0]; give each its own n'],
    ],
    ['many fields', map(string(), { maxProperties: 1 }), { b: '', c: '' }, ['a has 2 fields; give at most 1']],
    ['few fields', map(string(), { minProperties: 1 }), {}, ['a has 0 fields; give at least 1']],
    ['a missing field', object({ b: enumeration(['x', 'y']) }, { required: ['b'] }), {}, ['a.b is missing; give one of x, y']],
    ['null for a required field', object({ b: string() }, { required: ['b'] }), { b: null }, ['a.b is missing; give text']],
    [
      'an unknown field like a known one',
      object({ blockSize: integer() }),
      { blocksize: 26 },
      ['a.blocksize 26 is not a known field; did you mean blockSize?'],
    ],
    ['an unknown field like none', object({ cidr: string(), mtu: integer() }), { replicas: 1 }, ['a.replicas 1 is not a known field; known here: cidr, mtu']],
    ['a value below an odd key', map(integer()), { 'x.y/z': 'v' }, ['a["x.y/z"] "v" is text; give a whole number']],
    [
      'no alternative',
      object({ b: integer(), c: integer() }, { oneOf: [{ required: ['b'] }, { required: ['c'] }] }),
      {},
      ['a fits none of the alternatives; heed one of these: a.b is missing; set it | a.c is missing; set it'],
    ],
    [
      'two alternatives of which one is wanted',
      object({ b: integer(), c: integer() }, { oneOf: [{ required: ['b'] }, { required: ['c'] }] }),
      { b: 1, c: 1 },
      ['a fits 2 of the alternatives; let it fit exactly one'],
    ],
    ['what is excluded', string({ not: { enum: ['x'] } }), 'x', ['a "x" has a form that is excluded; change it']],
    ['what one of all conditions forbids', string({ allOf: [{ enum: ['x', 'y'] }, { enum: ['y', 'z'] }] }), 'x', ['a "x" is not supported; use one of y, z']],
    ['an object in an object without a kind', anything({ embeddedResource: true }), { apiVersion: 'v1' }, ['a.kind is missing; give text']],
    ['a broken rule', integer({ rules: [{ rule: 'self > 1', message: 'more than one' }] }), 1, ['a 1 is refused: more than one; make this true: self > 1']],
    [
      'a broken rule that speaks of oldSelf only in a text',
      string({ rules: [{ rule: "self != 'oldSelf'" }] }),
      'oldSelf',
      ['a "oldSelf" breaks a rule; make this true: self != \'oldSelf\''],
    ],
    ['a broken rule without words', integer({ rules: [{ rule: 'self > 1' }] }), 1, ['a 1 breaks a rule; make this true: self > 1']],
    [
      'a rule whose words are an expression',
      integer({ rules: [{ rule: 'self > 1', message: 'no', messageExpression: "string(self) + ' is little'" }] }),
      1,
      ['a 1 is refused: 1 is little; make this true: self > 1'],
    ],
    [
      'a rule whose words cannot be made',
      integer({ rules: [{ rule: 'self > 1', message: 'no', messageExpression: 'self' }] }),
      1,
      ['a 1 is refused: no; make this true: self > 1'],
    ],
    [
      'a rule that accuses a field',
      object({ b: integer() }, { rules: [{ rule: 'self.b > 1', fieldPath: '.b', reason: 'FieldValueForbidden', message: 'no' }] }),
      { b: 1 },
      ['a.b is refused: no; make this true: self.b > 1'],
    ],
    [
      'a rule about changes that asks to see new objects',
      integer({ rules: [{ rule: 'oldSelf.hasValue()', optionalOldSelf: true, message: 'too new' }] }),
      1,
      ['a 1 is refused: too new; make this true: oldSelf.hasValue()'],
    ],
  ])('%s', (_title, schema, value, expected) => {
    expect(sentences(schema, value)).toEqual(expected);
  });
});

describe('a rule that cannot be evaluated is never passed over', () => {
  test.each([
    ['because it does not parse', 'self >', 'expecting end of input'],
    ['because of an unknown function that evaluation would not reach', 'true || frobnicate(self)', 'unknown here: frobnicate()'],
    ['because of an unknown method', 'true || self.frobnicate()', 'unknown here: frobnicate()'],
    ['because of an unknown variable', 'true || other == 1', 'unknown here: other'],
    ['because of a syntax that the evaluator does not know', "self.?b.orValue('') == ''", 'found .'],
    ['because a field is missing', "self.b == ''", 'field not found: b'],
    ['because its result is no truth', '5', undefined],
  ])('%s', (_title, rule, problem) => {
    const violations = validate(object({ b: string() }, { rules: [{ rule }] }), {});
    expect(violations).toHaveLength(1);
    expect(violations[0]?.problem).toContain(problem ?? 'breaks a rule');
  });
});

test('all problems are reported at once, and rules wait until the structure is right', () => {
  const schema = object(
    { b: integer({ maximum: 1 }), c: string(), d: enumeration(['x']) },
    { required: ['c'], rules: [{ rule: 'self.b == 7', message: 'seven' }] },
  );
  expect(validate(schema, { b: 2, d: 'y', e: 1 }).map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'e UnknownField',
    'c FieldValueRequired',
    'b FieldValueInvalid',
    'd FieldValueNotSupported',
  ]);
  expect(validate(schema, { b: 2, c: '' }).map(sentence)).toEqual([
    'b 2 is too large; give at most 1',
    'the object is refused: seven; make this true: self.b == 7',
  ]);
});

test('names that JavaScript objects inherit are no fields', () => {
  expect(validate(object({ b: string() }), JSON.parse('{ "constructor": 1, "__proto__": 2 }')).map(({ path }) => path)).toEqual(['constructor', '__proto__']);
});
