import { type CelInput, CelScalar, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { matches } from '../schema/pattern';
import { LISTS } from './list-functions';
import { unknownNames } from './names';
import { NETWORK } from './network-functions';
import { NOTHING, OPTIONALS } from './optional-functions';
import { QUANTITIES } from './quantity-functions';
import { REGULAR_EXPRESSIONS } from './regex-functions';
import { URLS } from './url-functions';

const environment = celEnv({
  variables: { self: CelScalar.DYN, oldSelf: CelScalar.DYN },
  funcs: [...strings, ...LISTS, ...REGULAR_EXPRESSIONS, ...NETWORK, ...URLS, ...QUANTITIES, ...OPTIONALS],
  re2: { compile: (pattern) => ({ test: (text) => matches(pattern, text) }) },
});

/** The result of an expression: its value, or the reason that it has none. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

type Program = (bindings: { readonly self: CelInput }) => Outcome;

function compile(expression: string): Program {
  try {
    const parsed = parse(expression);
    const unknown = unknownNames(parsed.expr, environment.funcs);
    if (unknown.length > 0) return () => ({ error: `unknown names: ${unknown.join(', ')}` });
    const run = plan(environment, parsed);
    return ({ self }) => {
      const result = run({ self, oldSelf: NOTHING });
      return isCelError(result) ? { error: result.message } : { value: result };
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return () => ({ error: message });
  }
}

const programs = new Map<string, Program>();

/** Evaluates an expression on a value. An expression that does not compile, or that names an unknown function or variable, gives an error. */
export function evaluate(expression: string, self: CelInput): Outcome {
  let program = programs.get(expression);
  if (!program) programs.set(expression, (program = compile(expression)));
  try {
    return program({ self });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
