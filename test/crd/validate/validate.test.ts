import { defineResource } from '../../../crd/schema/definition';
import { enumeration, integer, object, string } from '../../../crd/schema/schema';
import { sentence } from '../../../crd/schema/violation';
import { validate } from '../../../crd/validate/validate';

const schema = object({ spec: object({ a: string() }), status: object({}) }, { required: ['spec'] });
const names = { group: 'example.com', version: 'v1', kind: 'Cat', plural: 'cats', scope: 'Cluster' } as const;
const whole = { apiVersion: 'example.com/v1', kind: 'Cat', metadata: { name: 'tom' }, spec: {} };

test('all problems are reported at once, and rules wait until the structure is right', () => {
  const several = object(
    { b: integer({ maximum: 1 }), c: string(), d: enumeration(['x']) },
    { required: ['c'], rules: [{ rule: 'self.b == 7', message: 'seven' }] },
  );
  expect(validate(several, { b: 2, d: 'y', e: 1 }).map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'e UnknownField',
    'c FieldValueRequired',
    'b FieldValueInvalid',
    'd FieldValueNotSupported',
  ]);
  expect(validate(several, { b: 2, c: '' }).map(sentence)).toEqual([
    'b 2 is too large; give at most 1',
    'the object is refused: seven; make this true: self.b == 7',
  ]);
});

test('an apiVersion that is not served is refused', () => {
  const cat = defineResource({ ...names, schema, extraVersions: [{ name: 'v1beta1', served: false, schema }] });
  expect(validate(cat, { ...whole, apiVersion: 'example.com/v1beta1' }).map(sentence)).toEqual([
    'apiVersion "example.com/v1beta1" is not the apiVersion of Cat; give example.com/v1',
  ]);
});

describe('an object of a kind is checked', () => {
  const cat = defineResource({ ...names, schema, subresources: { status: {} } });
  test.each<[string, object, readonly string[]]>([
    ['when all is well', {}, []],
    ['for its kind', { kind: 'Dog' }, ['kind "Dog" is not the kind of Cat; give Cat']],
    ['for a misspelt field beside spec', { spce: {} }, ['spce is not a known field; did you mean spec?']],
    ['for unknown fields of a status that is not kept', { status: { a: 1 } }, ['status.a 1 is not a known field; remove it']],
    ['but not for a status that is not kept', { status: 5 }, []],
  ])('%s', (_title, change, expected) => {
    expect(validate(cat, { ...whole, ...change }).map(sentence)).toEqual(expected);
  });
});
