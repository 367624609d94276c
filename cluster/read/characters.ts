import type { TextProblem } from './text-problem';
import { tokensOf } from './tokens';

const NAMES: Readonly<Partial<Record<string, string>>> = {
  '\u0007': 'bell',
  '\u0008': 'backspace',
  '\u000b': 'vertical tab',
  '\u000c': 'form feed',
  '\u001b': 'escape',
  '\u0085': 'next line',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u034f': 'combining grapheme joiner',
  '\u061c': 'Arabic letter mark',
  '\u115f': 'Hangul filler',
  '\u1160': 'Hangul filler',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of embedding',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'end of isolate',
  '\u2800': 'Braille blank',
  '\u3000': 'full-width space',
  '\u3164': 'Hangul filler',
  '\ufe0e': 'variation selector',
  '\ufe0f': 'variation selector',
  '\ufeff': 'byte order mark',
  '\uffa0': 'Hangul filler',
};

/** Characters that look like one of ASCII and are not its full-width or small form: each key with all that look like it. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "'": '\u2018\u2019\u201b\u2032\u2039\u203a\u00b4\u02b9\u02bc',
    '"': '\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e\u301f',
    '-': '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u3161\u30fc',
    ',': '\u3001\u060c\u201a',
    '.': '\u3002',
    ':': '\u2236\ua789\u02d0\u05c3\u0589',
    '~': '\u301c\u223c',
    '[': '\u3010\u3014',
    ']': '\u3011\u3015',
  }).flatMap(([meant, alike]) => [...alike].map((character): [string, string] => [character, meant])),
);

/** Letters of other alphabets that are drawn like those of ASCII. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...'асԁеһіјорѕухАВЕНІКМОРСТХ'].map((letter, index): [string, string] => [letter, 'acdehijopsyxABEHIKMOPCTX'.charAt(index)]),
  ...[...'ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ'].map((letter, index): [string, string] => [letter, 'ovABEHIKMNOPTXYZ'.charAt(index)]),
]);

/** The ASCII character meant by one that looks like it. */
function meantBy(character: string): string | undefined {
  const plain = character.normalize('NFKC');
  return LOOKALIKES.get(character) ?? LOOKALIKES.get(plain) ?? (/^[!-~]$/.test(plain) ? plain : undefined);
}

const codeOf = (character: string): string => {
  const name = NAMES[character];
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}${name === undefined ? '' : ` (${name})`}`;
};

/** Sorts of characters, each with what matches them and what is said of some in a row. */
const SORTS: readonly (readonly [one: RegExp, tell: (run: string) => Omit<TextProblem, 'offset'> | undefined])[] = [
  [
    /\p{Zs}/u,
    (run) => ({
      problem: run.length === 1 ? `the space here is ${codeOf(run)}` : `the ${run.length} spaces here are ${codeOf(run.charAt(0))}`,
      repair: run.length === 1 ? 'write an ordinary space' : 'write ordinary spaces',
    }),
  ],
  [/[\u0085\p{Zl}\p{Zp}]/u, (run) => ({ problem: `the line ends here with ${codeOf(run.charAt(0))}`, repair: 'write an ordinary line break' })],
  [/\r/, () => ({ problem: 'the line ends here with a carriage return alone', repair: 'save the file with line breaks of Unix or of Windows' })],
  [/\ufffd/, () => ({ problem: 'the text here is not UTF-8', repair: 'save the file as UTF-8' })],
  [/\p{Cc}/u, (run) => ({ problem: `the control character ${codeOf(run.charAt(0))} is here`, repair: 'delete it' })],
  [
    /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u,
    (run) => ({ problem: `the invisible character ${codeOf(String.fromCodePoint(run.codePointAt(0) ?? 0))} is here`, repair: 'delete it' }),
  ],
  [
    /[^]/u,
    (run) => {
      const [all, meant] = [[...run], [...run].map((character) => meantBy(character) ?? LETTERS.get(character) ?? '').join('')];
      if (meant === '') return undefined;
      const what = all.length === 1 ? `the character ${run} (${codeOf(run)}) is` : `the characters ${run} (from ${codeOf(all[0] ?? '')}) are`;
      return {
        problem: `${what} not the ASCII ${meant}`,
        repair: LETTERS.has(run) ? `write ${meant} in its place` : `write ${meant} in ${all.length === 1 ? 'its' : 'their'} place, or put the value in quotes`,
      };
    },
  ],
];

/** Letters of other alphabets are strange among those of ASCII only. */
const isStrange = (character: string, amongAscii: boolean): boolean =>
  /(?! )\p{Zs}|(?![\t\n\r ])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\ufffd]/u.test(character) ||
  (character > '\u007f' && (meantBy(character) !== undefined || (amongAscii && LETTERS.has(character))));

const sortOf = (character: string): number => SORTS.findIndex(([one]) => one.test(character));

/** What is strange in a piece of text: characters of one sort that follow each other are told together. */
function* runsIn(text: string): Generator<readonly [index: number, run: string], void, undefined> {
  const amongAscii = /[A-Za-z]/.test(text);
  let [begin, run] = [0, ''];
  let index = 0;
  for (const character of text) {
    const strange = isStrange(character, amongAscii) || (character === '\r' && text.charAt(index + 1) !== '\n');
    const goesOn = strange && run !== '' && sortOf(character) === sortOf(String.fromCodePoint(run.codePointAt(0) ?? 0));
    if (run !== '' && !goesOn) yield [begin, run];
    if (!goesOn) [begin, run] = [index, strange ? character : ''];
    else run += character;
    index += character.length;
  }
  if (run !== '') yield [begin, run];
}

/** Anything but the ASCII that a text is usually made of, and letters of Korean. */
const UNUSUAL = /[^\t\n -~가-힣]/;

/** The characters outside quotes and comments that are taken for others: full-width ones, typographic quotes and dashes, and those that are not seen. */
export function* strangeCharacters(text: string): Generator<TextProblem, void, undefined> {
  if (!UNUSUAL.test(text)) return;
  let carriageReturns = 0;
  for (const { type, source, offset } of tokensOf(text)) {
    if (type === 'comment' || type === 'double-quoted-scalar' || type === 'single-quoted-scalar' || (type === 'byte-order-mark' && offset === 0)) continue;
    if (!UNUSUAL.test(source)) continue;
    for (const [index, run] of runsIn(source)) {
      // Where one line ends so, all do.
      if (run === '\r' && ++carriageReturns > 1) continue;
      const told = SORTS[sortOf(run)]?.[1](run);
      if (told !== undefined) yield { offset: offset + index, ...told };
    }
  }
}
