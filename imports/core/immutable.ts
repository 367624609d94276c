import type { Rule } from '../../crd/schema/schema';

/** The rule that a value stays what it was; `message` is what the API server says. */
export const immutable = (message: string): readonly Rule[] => [{ rule: 'self == oldSelf', message }];
