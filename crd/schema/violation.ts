import type { Rule } from './schema';

/** The kind of a problem, as the API server names it; `UnknownField` and `RuleNotEvaluated` are additions. */
export type Reason =
  | NonNullable<Rule['reason']>
  | 'FieldValueNotSupported'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'RuleNotEvaluated'
  | 'UnknownField';

/** One problem of an object. */
export interface Violation {
  /** From the object's root: `spec.ipPools[0].cidr`; empty for the object itself. */
  readonly path: string;
  /** The value at the path; undefined when there is none. */
  readonly value: unknown;
  /** The kind of problem. */
  readonly reason: Reason;
  /** The predicate of a sentence whose subject is the path and the value. */
  readonly problem: string;
  /** What mends it, as an imperative. */
  readonly repair: string;
}

const SHOWN = 60;

function shown(value: unknown): string {
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  const text = JSON.stringify(value);
  return ` ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`;
}

/** The sentence: `spec.ipPools[0].blockSize 40 is too large; give at most 32`. */
export const sentence = ({ path, value, problem, repair }: Violation): string =>
  `${path === '' ? 'the object' : `${path}${shown(value)}`} ${problem}; ${repair}`;
