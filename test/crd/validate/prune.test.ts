import { type StructuralSchema, anything, array, integer, object, string, withFacets } from '../../../crd/schema/schema';
import { prune, suggestion } from '../../../crd/validate/prune';
import { validate } from '../../../crd/validate/validate';
import { sentences } from './sentences';

describe('a value is accepted', () => {
  test.each<[string, StructuralSchema, unknown]>([
    ['an unknown field where they are kept', withFacets(object({ b: string() }), { preserveUnknownFields: true }), { c: 1 }],
  ])('%s', (_title, schema, value) => {
    expect(sentences(schema, value)).toEqual([]);
  });
});

describe('a value is refused', () => {
  test.each<[string, StructuralSchema, unknown, readonly string[]]>([
    [
      'an unknown field like a known one',
      object({ blockSize: integer() }),
      { blocksize: 26 },
      ['a.blocksize 26 is not a known field; did you mean blockSize?'],
    ],
    ['an unknown field like none', object({ cidr: string(), mtu: integer() }), { replicas: 1 }, ['a.replicas 1 is not a known field; known here: cidr, mtu']],
  ])('%s', (_title, schema, value, expected) => {
    expect(sentences(schema, value)).toEqual(expected);
  });
});

test('names that JavaScript objects inherit are not fields', () => {
  expect(validate(object({ b: string() }), JSON.parse('{ "constructor": 1, "__proto__": 2 }')).map(({ path }) => path)).toEqual(['constructor', '__proto__']);
});

const reported = (schema: StructuralSchema, value: unknown): readonly [unknown, readonly string[]] => {
  const names: string[] = [];
  return [prune(schema, value, '', ({ path }) => names.push(path)), names];
};

test.each<[string, StructuralSchema, unknown, unknown, readonly string[]]>([
  ['an unknown field', object({ a: string() }), { a: 'x', b: 1 }, { a: 'x' }, ['b']],
  ['an unknown field in an item', array(object({ a: string() })), [{ b: 1 }], [{}], ['[0].b']],
  ['any field where they are kept', anything(), { b: [{ c: 1 }] }, { b: [{ c: 1 }] }, []],
  [
    'an unknown field below a known one where they are kept',
    withFacets(object({ a: object({}) }), { preserveUnknownFields: true }),
    { a: { b: 1 } },
    { a: {} },
    ['a.b'],
  ],
  ['a field of metadata without a schema', anything({ embeddedResource: true }), { metadata: { b: 1 } }, { metadata: { b: 1 } }, []],
])('prune %s', (_title, schema, value, kept, names) => {
  expect(reported(schema, value)).toEqual([kept, names]);
});

test.each([
  ['storge', ['storage', 'spec'], 'did you mean storage?'],
  ['BLOCKSIZE', ['blockSize'], 'did you mean blockSize?'],
  ['encr', ['encryption', 'mtu'], 'did you mean encryption?'],
  ['node', ['nodeSelector', 'nodes'], 'did you mean nodes?'],
  ['replicas', ['cidr', 'mtu'], 'known here: cidr, mtu'],
  ['replicas', [], 'remove it'],
  ['zzzz', [...'abcdefghijklmn'], 'known here: a, b, c, d, e, f, g, h, i, j, k, l, …'],
])('suggestion(%j, %j) is %j', (name, known, expected) => {
  expect(suggestion(name, known)).toBe(expected);
});
