import type { CelEnv, parse } from '@bufbuild/cel';

type Expression = NonNullable<ReturnType<typeof parse>['expr']>;

const VARIABLES = new Set(['self', 'oldSelf', 'bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint', 'google']);

/** Operators that the evaluator has built in. */
const OPERATORS = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false', '__not_strictly_false__']);

function qualifiedName(expression: Expression | undefined): string | undefined {
  if (expression?.exprKind.case === 'identExpr') return expression.exprKind.value.name;
  if (expression?.exprKind.case !== 'selectExpr') return undefined;
  const owner = qualifiedName(expression.exprKind.value.operand);
  return owner === undefined ? undefined : `${owner}.${expression.exprKind.value.field}`;
}

/** Names of undefined functions and variables anywhere in an expression. The evaluator itself reports only those that it reaches. */
export function unknownNames(expression: Expression, functions: CelEnv['funcs'], bound: ReadonlySet<string> = VARIABLES): readonly string[] {
  const below = (parts: readonly (Expression | undefined)[], names = bound): readonly string[] =>
    parts.flatMap((part) => (part ? unknownNames(part, functions, names) : []));
  const { exprKind: kind } = expression;
  switch (kind.case) {
    case 'identExpr':
      return bound.has(kind.value.name) ? [] : [kind.value.name];
    case 'selectExpr':
      return below([kind.value.operand]);
    case 'listExpr':
      return below(kind.value.elements);
    case 'structExpr':
      return kind.value.entries.flatMap((entry) => below([entry.value, entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined]));
    case 'comprehensionExpr': {
      const { accuVar, iterVar, iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
      return [...below([iterRange, accuInit]), ...below([loopCondition, loopStep, result], new Set([...bound, accuVar, iterVar]))];
    }
    case 'callExpr': {
      const { target, function: name, args } = kind.value;
      const owner = qualifiedName(target);
      if (owner !== undefined && functions.find(`${owner}.${name}`)) return below(args);
      const isKnown = OPERATORS.has(name) || functions.find(name) !== undefined;
      return [...(isKnown ? [] : [`${name}()`]), ...below([target, ...args])];
    }
    default:
      return [];
  }
}
