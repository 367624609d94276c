import { type TSchema, Kind, Type } from '@sinclair/typebox';

/** What holds where a field is left out: a value, or words where the value depends on other fields. */
interface LeftOut<T> {
  readonly default?: T;
  /** Completes the sentence "By default: …." in the schema for editors, in the docstrings and in the README. */
  readonly byDefault?: string;
}

/** A group of fields, and no others. */
export const fields = <P extends Record<string, TSchema>>(properties: P, description: string, options: Pick<LeftOut<never>, 'byDefault'> = {}) =>
  Type.Object(properties, { additionalProperties: false, description, ...options });

/** One text out of a list: an `enum` to editors, where TypeBox's own union of literals would be an `anyOf`. */
export const CHOICE = 'Choice';

/** One text out of a list. */
export const choice = <const T extends string>(values: readonly T[], options: LeftOut<T> & { readonly description: string }) =>
  Type.Unsafe<T>({ [Kind]: CHOICE, type: 'string', enum: values, ...options });

/** Any text. */
export const text = (description: string, options: LeftOut<string> & { readonly examples?: readonly string[] } = {}) =>
  Type.String({ description, ...options });

/** Yes or no. */
export const flag = (description: string, options: LeftOut<boolean> = {}) => Type.Boolean({ description, ...options });

/** A whole number, from the first to the last. */
export const number = (description: string, minimum: number, maximum: number, options: LeftOut<number> & { readonly examples?: readonly number[] } = {}) =>
  Type.Integer({ description, minimum, maximum, ...options });
