import { evaluate } from '../../../crd/cel/evaluate';

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Symbol.iterator in value ? [...(value as Iterable<unknown>)].map(plain) : value;

/** The value of an expression, lists and maps as arrays; of one without a value `error: ` and the message. */
export function result(expression: string, self: Parameters<typeof evaluate>[1] = null): unknown {
  const outcome = evaluate(expression, self);
  return 'error' in outcome ? `error: ${outcome.error}` : plain(outcome.value);
}
