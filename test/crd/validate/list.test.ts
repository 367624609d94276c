import { type StructuralSchema, array, integer, object, string } from '../../../crd/schema/schema';
import { sentences } from './sentences';

describe('a value is accepted', () => {
  test.each<[string, StructuralSchema, unknown]>([
    [
      'an item that differs in one of two keys',
      array(object({ n: string(), p: integer({ default: 80 }) }), { listType: 'map', listMapKeys: ['n', 'p'] }),
      [{ n: 'x' }, { n: 'x', p: 81 }],
    ],
  ])('%s', (_title, schema, value) => {
    expect(sentences(schema, value)).toEqual([]);
  });
});

describe('a value is refused', () => {
  test.each<[string, StructuralSchema, unknown, readonly string[]]>([
    ['a set with a repeated item', array(string(), { listType: 'set' }), ['x', 'y', 'x'], ['a[2] "x" repeats a[0]; leave one of them']],
    [
      'a list with a repeated key',
      array(object({ n: string() }), { listType: 'map', listMapKeys: ['n'] }),
      [{ n: 'x' }, { n: 'x' }],
      ['a[1] repeats a[0]; give each its own n'],
    ],
  ])('%s', (_title, schema, value, expected) => {
    expect(sentences(schema, value)).toEqual(expected);
  });
});
