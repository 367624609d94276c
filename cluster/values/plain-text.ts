/** Longer texts are not a typing mistake; the search for what was meant is left out, since its time grows with the square of the length. */
const LONGEST = 64;

/** A text without what only looks different: full-width characters, blanks at its ends, capital letters. Empty where it is too long to have been meant as something short. */
export const plainText = (text: string): string => (text.length > LONGEST ? '' : text.normalize('NFKC').trim().toLowerCase());
