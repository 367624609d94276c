import type { Line } from './lines';
import type { TextProblem } from './text-problem';
import type { Token } from './tokens';

/** What comes from elsewhere than YAML, and begins a line. */
const FOREIGN: readonly (readonly [begin: RegExp, problem: string, repair: string])[] = [
  [/^(<{7}|={7}$|>{7}|\|{7})/, 'git has left a conflict here', 'keep one of the two versions, and remove the lines of <, = and >'],
  [/^ *(```|~~~)/, 'this line is Markdown', 'remove it'],
  [/^ *(\/\/|\/\*|;)/, 'this is not how YAML begins a comment', 'begin it with #'],
  [/^%/, 'a line that begins with % is not a field', 'remove the %, or put it in quotes'],
  [/^ *[*+•·‣▪](?= )/, 'this is not how YAML begins a list item', 'write - in its place'],
];

/** Which line is of another language. */
export function* foreignLines(lines: readonly Line[]): Generator<TextProblem, void, undefined> {
  for (const { offset, text } of lines)
    for (const [begin, problem, repair] of FOREIGN) if (begin.test(text)) yield { offset: offset + text.search(/\S/), problem, repair };
}

/** Which line is indented with a tab, also within brackets. */
export function* tabbedLines(tokens: readonly Token[]): Generator<TextProblem, void, undefined> {
  let isIndent = true;
  for (const [index, { type, source, offset }] of tokens.entries()) {
    if (type === 'newline') isIndent = true;
    else if (type !== 'space') isIndent = false;
    else if (isIndent && source.includes('\t') && tokens[index + 1]?.type !== 'newline')
      yield { offset: offset + source.indexOf('\t'), problem: 'a tab indents this line', repair: 'indent with spaces' };
  }
}

const NAME = /^ *(?:- +)*[A-Za-z][\w-]*/;

/** Which line has no blank after its dash or colon. */
export function* unspacedLines(lines: readonly Line[]): Generator<TextProblem, void, undefined> {
  for (const { offset, text } of lines) {
    const [dash] = /^ *(?=-[A-Za-z{["'])/.exec(text) ?? [];
    const [name] = NAME.exec(text) ?? [];
    if (dash !== undefined) yield { offset: offset + dash.length, problem: 'no blank follows this dash', repair: 'write one, as in - name: desktop-1' };
    else if (name !== undefined && /^:\S/.test(text.slice(name.length)))
      yield { offset: offset + name.length, problem: 'no blank follows this colon', repair: 'write one, as in name: home' };
  }
}

/** Which line has a second colon in a value without quotes. */
export function* secondColons(lines: readonly Line[]): Generator<TextProblem, void, undefined> {
  for (const { offset, text } of lines) {
    const [begin = ''] = /^ *(?:- +)*[A-Za-z][\w-]*: +(?=[^\s"'[{|>&!#])/.exec(text) ?? [];
    const colon =
      begin === ''
        ? -1
        : text
            .slice(begin.length)
            .replace(/ #.*/, '')
            .search(/:(?=\s|$)/);
    if (colon >= 0)
      yield {
        offset: offset + begin.length + colon,
        problem: 'a second colon stands in this line',
        repair: 'put the value in quotes, or give each field a line',
      };
  }
}

/** What follows a value in quotes in its line. */
export function* afterQuotes(tokens: readonly Token[]): Generator<TextProblem, void, undefined> {
  for (const [index, { type }] of tokens.entries()) {
    if (type !== 'double-quoted-scalar' && type !== 'single-quoted-scalar') continue;
    const next = tokens.slice(index + 1, index + 3).find((token) => token.type !== 'space');
    if (next?.type === 'scalar')
      yield { offset: next.offset, problem: 'this follows the end of the quotes', repair: 'put all of the value in one pair of quotes' };
  }
}
