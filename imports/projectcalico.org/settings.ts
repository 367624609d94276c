import { type Schema, LIKE, enumeration, object } from '../../crd/schema/schema';
import { secretKeySelector } from '../core/references';

/** Enabled or Disabled, as one text. */
export const onOff = (description?: string): Schema<'Disabled' | 'Enabled'> =>
  enumeration(['Enabled', 'Disabled'], description === undefined ? {} : { description });

interface AnyCaseFacets<T> {
  readonly description?: string;
  readonly default?: T;
}

/** One of the given texts in any case: upstream says so by a pattern, not by an enum. The type has them in one spelling only. */
export function anyCase<const T extends string>(values: readonly T[], facets: AnyCaseFacets<NoInfer<T>> = {}): Schema<T> {
  const { enum: _values, ...text } = enumeration(values, { ...facets, pattern: `^(?i)(${values.join('|')})?$` });
  return { ...text, [LIKE]: enumeration(values) };
}

/** One of the given texts: upstream's generator says so twice, and not as an enum of the value's own. */
export function saidTwice<const T extends string>(values: readonly T[], description: string): Schema<T> {
  const { enum: _values, ...text } = enumeration(values, { description, allOf: [{ enum: values }, { enum: values }] });
  return { ...text, [LIKE]: enumeration(values) };
}

/** Lowest severity that is logged. */
export const logSeverity = (facets: AnyCaseFacets<'Info'>): Schema<'Debug' | 'Error' | 'Fatal' | 'Info' | 'Trace' | 'Warning'> =>
  anyCase(['Trace', 'Debug', 'Info', 'Warning', 'Error', 'Fatal'], facets);

/** A password that stands in a Secret. */
export const password = object({ secretKeyRef: secretKeySelector }, { description: 'BGP password; the Secret must be in the namespace of calico-node.' });
