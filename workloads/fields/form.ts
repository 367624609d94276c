import { nearestName } from '../../cluster/values/nearest-name';

/** How a field must look, and the words for one that does not. */
export interface Form {
  /** Whether a value, which is there, looks so. */
  readonly fits: (value: unknown) => boolean;
  /** What is said of one that does not, behind its path and value: `is not a port name`. */
  readonly problem: string;
  /** What mends it, as an order. */
  readonly repair: string;
  /** What mends a certain value better. @default the repair */
  readonly repairOf?: (value: unknown) => string;
  /** Whether the field must be there, and not be empty. @default false */
  readonly needed?: boolean;
}

/** The same form for a field that must be there. */
export const needed = (form: Form): Form => ({ ...form, needed: true });

/** Text of a form. */
export const text = (fits: (value: string) => boolean, problem: string, repair: string): Form => ({
  fits: (value) => typeof value === 'string' && fits(value),
  problem,
  repair,
});

/** Any text. */
export const ANY_TEXT = text(() => true, 'is not text', 'write it in quotes');

/** A text that is not empty. */
export const SOME_TEXT = text((value) => value !== '', 'is empty', 'give some text');

/** A whole number within bounds. */
export const whole = (least: number, most: number): Form => ({
  fits: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  problem: 'is out of bounds',
  repair: `give a whole number, ${most >= LARGEST ? `at least ${least}` : `from ${least} to ${most}`}`,
});

/** The largest number of 32 bits, with a sign: what most numbers of Kubernetes are. */
export const INT32 = 2 ** 31 - 1;

/** The largest whole number that is written as such. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** A whole number of 32 bits, at least so large. */
export const from = (least: number): Form => ({ ...whole(least, INT32), repair: `give a whole number, at least ${least}` });

/** A whole number of 64 bits, at least so large. */
export const longFrom = (least: number): Form => whole(least, LARGEST);

/** One of some words. */
export function oneOf(...words: readonly string[]): Form {
  const shown = words.filter((word) => word !== '');
  const list = shown.length === 1 ? `give ${shown.join('')}` : `give ${shown.slice(0, -1).join(', ')} or ${shown.slice(-1).join('')}`;
  const meant = (value: unknown): string | undefined => (typeof value === 'string' ? nearestName(value, shown) : undefined);
  return {
    fits: (value) => typeof value === 'string' && words.includes(value),
    problem: 'is not known',
    repair: list,
    repairOf: (value) => (meant(value) === undefined ? list : `did you mean ${String(meant(value))}?`),
  };
}
