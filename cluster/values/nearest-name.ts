import { closest, distance } from 'fastest-levenshtein';

/** Longer names are not compared: the time grows with the product of the lengths. */
const LONGEST_NAME = 64;

/** Two letters that changed places are one mistake, not two. */
const swapped = (name: string, other: string): boolean =>
  [...name].some((_, index) => `${name.slice(0, index)}${name.charAt(index + 1)}${name.charAt(index)}${name.slice(index + 2)}` === other);

/** The name of a list that was probably meant; undefined where none is near: more than a third of its letters differ. Upper and lower case are the same. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || name.length > LONGEST_NAME) return undefined;
  const same = names.find((other) => swapped(name.toLowerCase(), other.toLowerCase()));
  if (same !== undefined) return same;
  const nearest = closest(name.toLowerCase(), [...names]);
  return distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(1, Math.floor(nearest.length / 3)) ? nearest : undefined;
}
