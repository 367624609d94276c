import { tokensOf } from './tokens';

/** A character that looks like another one, or like nothing. */
export interface StrangeCharacter {
  /** Where it is, in characters from the beginning of the text. */
  readonly offset: number;
  /** What is wrong, as the predicate of a sentence. */
  readonly problem: string;
  /** What mends it, as an imperative. */
  readonly repair: string;
}

const NAMES: Readonly<Partial<Record<string, string>>> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u3000': 'full-width space',
  '\ufeff': 'byte order mark',
};

/** What somebody meant who wrote another character than the one of ASCII. */
const LOOKALIKES: Readonly<Partial<Record<string, string>>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u3001': ',',
  '\u3002': '.',
};

const FULL_WIDTH = 0xfee0;

const STRANGE = /(?! )\p{Zs}|[\p{Cf}\uff01-\uff5e\u2018\u2019\u201c\u201d\u2013\u2014\u3001\u3002]/gu;

function describe(character: string): Omit<StrangeCharacter, 'offset'> {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES[character];
  if (/\p{Zs}/u.test(character)) return { problem: `the space here is ${code}${name === undefined ? '' : ` (${name})`}`, repair: 'write an ordinary space' };
  if (/\p{Cf}/u.test(character)) return { problem: `the invisible character ${code}${name === undefined ? '' : ` (${name})`} is here`, repair: 'delete it' };
  const meant = LOOKALIKES[character] ?? String.fromCodePoint(point - FULL_WIDTH);
  return { problem: `the character ${character} (${code}) is not the ASCII ${meant}`, repair: `write ${meant} in its place, or put the value in quotes` };
}

/** The characters outside quotes and comments that are taken for others: full-width ones, typographic quotes and dashes, and those that are not seen. */
export function* strangeCharacters(text: string): Generator<StrangeCharacter, void, undefined> {
  if (text.search(STRANGE) < 0) return;
  for (const { type, source, offset } of tokensOf(text)) {
    if (type === 'comment' || type === 'double-quoted-scalar' || type === 'single-quoted-scalar' || (type === 'byte-order-mark' && offset === 0)) continue;
    for (const { 0: character, index } of source.matchAll(STRANGE)) yield { offset: offset + index, ...describe(character) };
  }
}
