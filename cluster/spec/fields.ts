import { type TSchema, Kind, Type } from '@sinclair/typebox';

/** A group of fields, and no others. */
export const fields = <P extends Record<string, TSchema>>(properties: P, description: string) =>
  Type.Object(properties, { additionalProperties: false, description });

/** One text out of a list: an `enum` to editors, where TypeBox's own union of literals would be an `anyOf`. */
export const CHOICE = 'Choice';

/** One text out of a list. */
export const choice = <const T extends string>(values: readonly T[], options: { readonly description: string; readonly default?: T }) =>
  Type.Unsafe<T>({ [Kind]: CHOICE, type: 'string', enum: values, ...options });

/** Any text. */
export const text = (description: string, options: { readonly default?: string; readonly examples?: readonly string[] } = {}) =>
  Type.String({ description, ...options });

/** Yes or no. */
export const flag = (description: string, options: { readonly default?: boolean } = {}) => Type.Boolean({ description, ...options });

/** A whole number, from the first to the last. */
export const number = (description: string, minimum: number, maximum: number, options: { readonly default?: number } = {}) =>
  Type.Integer({ description, minimum, maximum, ...options });
