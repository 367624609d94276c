import { holds } from '../../../crd/schema/holds';
import { type StructuralSchema, array, map, object, string } from '../../../crd/schema/schema';

const set = array(string(), { listType: 'set' });

test.each<[string, StructuralSchema, boolean]>([
  ['the schema itself', set, true],
  ['a property', object({ a: string(), b: set }), true],
  ['an item', array(set), true],
  ['a value of a map', map(set), true],
  ['a place far below', object({ a: array(object({ b: map(set) })) }), true],
  ['nothing', object({ a: array(map(string())) }), false],
  ['a property whose name is the keyword', object({ 'x-kubernetes-list-type': string() }), false],
])('a keyword in %s', (_title, schema, expected) => {
  const isHeld = holds('x-kubernetes-list-type');
  expect([isHeld(schema), isHeld(schema)]).toEqual([expected, expected]);
});
