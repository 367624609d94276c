/** Longer texts are no slip of the pen: nobody looks for what was meant by one, which takes time that grows with the square of its length. */
const LONGEST = 64;

/** A text without what only looks different: full-width characters, blanks at its ends, capital letters. Empty where it is too long to have been meant as something short. */
export const plainText = (text: string): string => (text.length > LONGEST ? '' : text.normalize('NFKC').trim().toLowerCase());
