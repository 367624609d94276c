import type * as Evaluator from '../cel';
import { children } from '../schema/child';
import { holds } from '../schema/holds';
import type { Rule, StructuralSchema } from '../schema/schema';
import type { Violation } from '../schema/violation';

/** Loads the evaluator, which takes 50 ms and more, with the first rule that has to be evaluated; `import()` would make validation asynchronous. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the one lazy import; bundlers see it, and its type is the module's own
const evaluator = (): typeof Evaluator => require('../cel') as typeof Evaluator;

const STRINGS = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

/** Whether a rule applies to new objects: it does not name `oldSelf`, or has `optionalOldSelf`. */
const concernsNew = ({ rule, optionalOldSelf }: Rule): boolean => optionalOldSelf === true || !/\boldSelf\b/.test(rule.replace(STRINGS, ''));

function brokenRule(rule: Rule, schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  const { celValue, evaluate } = evaluator();
  const self = celValue(schema, value);
  const outcome = evaluate(rule.rule, self);
  if ('value' in outcome && outcome.value === true) return [];
  const place = { path: `${path}${path === '' ? (rule.fieldPath ?? '').replace(/^\./, '') : (rule.fieldPath ?? '')}`, value };
  if ('error' in outcome) {
    const problem = `has a rule that cannot be evaluated (${outcome.error})`;
    return [{ ...place, reason: 'RuleNotEvaluated', problem, repair: `make this true: ${rule.rule}` }];
  }
  const made = rule.messageExpression === undefined ? undefined : evaluate(rule.messageExpression, self);
  const message = made && 'value' in made && typeof made.value === 'string' && made.value.trim() !== '' ? made.value : rule.message;
  const problem = message === undefined ? 'breaks a rule' : `is refused: ${message.trim()}`;
  return [{ ...place, reason: rule.reason ?? 'FieldValueInvalid', problem, repair: `make this true: ${rule.rule}` }];
}

const holdsRule = holds('x-kubernetes-validations');

/**
 * Rules in CEL that a value breaks, here and below.
 * Unlike the API server, this does not limit the cost of a rule, and compares lists of type `set` and `map` in order.
 */
export function brokenRules(schema: StructuralSchema, value: unknown, path: string): readonly Violation[] {
  if (value === null || !holdsRule(schema)) return [];
  const here = (schema['x-kubernetes-validations'] ?? []).filter(concernsNew).flatMap((rule) => brokenRule(rule, schema, value, path));
  return [...here, ...children(schema, value, path).flatMap((child) => brokenRules(child.schema, child.value, child.path))];
}
