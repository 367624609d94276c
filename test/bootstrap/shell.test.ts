import * as fc from 'fast-check';
import { assign, assignList, quote, section } from '../../bootstrap/shell';
import { bash } from './bash';

const NASTY = [
  '',
  ' ',
  "'",
  "''",
  '"',
  '\\',
  "\\'",
  '\n',
  'a\nb\n',
  '$()',
  '$(id)',
  '`id`',
  '${HOME}',
  '!!',
  '-n',
  '--help',
  '~',
  '*',
  '\t',
  '\r',
  'é',
  '한국어',
  '🙂',
  '\u007f',
];

/** What bash makes of the words. */
function words(program: string): readonly string[] {
  const { code, stdout, stderr } = bash(program);
  expect([code, stderr]).toEqual([0, '']);
  return stdout.split('\0').slice(0, -1);
}

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...NASTY)).map((parts) => parts.join('')),
);
// What UTF-8 cannot say, bash need not; and no word holds a NUL.
const sayable = text.filter((value) => Buffer.from(value, 'utf8').toString('utf8') === value && !value.includes('\0'));

test('bash reads a quoted text as that text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.array(sayable, { minLength: 1, maxLength: 40 }), (values) => {
      expect(words(`printf '%s\\0' ${values.map(quote).join(' ')}`)).toEqual(values);
    }),
    { numRuns: 60 },
  );
});

test('bash finds the texts in constants and in lists', () => {
  fc.assert(
    fc.property(sayable, fc.array(sayable, { minLength: 1 }), (value, values) => {
      const program = `set -o errexit -o nounset\n${assign('ONE', value)}${assignList('MANY', values)}printf '%s\\0' "$ONE" "\${MANY[@]}"`;
      expect(words(program)).toEqual([value, ...values]);
    }),
    { numRuns: 40 },
  );
});

test('texts are in single quotes, and a single quote is its own word', () => {
  expect(quote("it's")).toBe(`'it'\\''s'`);
  expect(assign('NAME', 'home')).toBe("readonly NAME='home'\n");
  expect(assignList('NAMES', ['a', 'b c'])).toBe("readonly NAMES=(\n  'a'\n  'b c'\n)\n");
  expect(assignList('NAMES', [])).toBe('readonly NAMES=()\n');
  expect(section('lib/a.bash', '\na\n\n')).toBe('# --- lib/a.bash\n\na\n\n');
});

test('a constant cannot be changed', () => {
  expect(bash(`${assign('NAME', 'home')}NAME=other\nprintf "$NAME"`).stdout).toBe('home');
});

test('a NUL is refused, as no word of bash can hold it', () => {
  expect(() => quote('a\0b')).toThrow('"a\\u0000b" holds a NUL, which no word of bash can; remove it');
});

test.each(['name', 'A-B', '1A', '', 'A;id'])('%j is refused as the name of a constant', (name) => {
  expect(() => assign(name, '')).toThrow(`${name} is not a name of a constant; use capital letters, digits and underscores`);
});
