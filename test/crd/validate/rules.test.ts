import { type StructuralSchema, integer, object, string } from '../../../crd/schema/schema';
import { validate } from '../../../crd/validate/validate';
import { sentences } from './sentences';

describe('a value is accepted', () => {
  test.each<[string, StructuralSchema, unknown]>([
    ['what a rule allows', integer({ rules: [{ rule: 'self > 1' }] }), 2],
    ['what only a rule about changes forbids', integer({ rules: [{ rule: 'self == oldSelf' }] }), 2],
  ])('%s', (_title, schema, value) => {
    expect(sentences(schema, value)).toEqual([]);
  });
});

describe('a value is refused', () => {
  test.each<[string, StructuralSchema, unknown, readonly string[]]>([
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
    ['because of an unknown function that evaluation would not reach', 'true || frobnicate(self)', 'unknown names: frobnicate()'],
    ['because of an unknown method', 'true || self.frobnicate()', 'unknown names: frobnicate()'],
    ['because of an unknown variable', 'true || other == 1', 'unknown names: other'],
    ['because of a syntax that the evaluator does not know', "self.?b.orValue('') == ''", 'found .'],
    ['because a field is missing', "self.b == ''", 'field not found: b'],
    ['because its result is no truth', '5', undefined],
  ])('%s', (_title, rule, problem) => {
    const violations = validate(object({ b: string() }, { rules: [{ rule }] }), {});
    expect(violations).toHaveLength(1);
    expect(violations[0]?.problem).toContain(problem ?? 'breaks a rule');
  });
});
