import { type Token, tokensOf } from './tokens';

/** A place where a text is not laid out as YAML wants it. */
export interface LayoutProblem {
  /** Where it is, in characters from the beginning of the text. */
  readonly offset: number;
  /** What is wrong, as the predicate of a sentence. */
  readonly problem: string;
  /** What mends it, as an imperative. */
  readonly repair: string;
}

const CLOSERS: Readonly<Partial<Record<string, string>>> = { '[': ']', '{': '}' };

/** Which brackets and quotes of a text have no partner. */
function* partnerless(tokens: readonly Token[]): Generator<LayoutProblem, void, undefined> {
  const open: Token[] = [];
  const unclosed = ({ source, offset }: Token): LayoutProblem => ({
    offset,
    problem: `this ${source} is not closed`,
    repair: `write its ${CLOSERS[source] ?? source}`,
  });
  for (const token of tokens) {
    const { type, source, offset } = token;
    if (type === 'flow-map-start' || type === 'flow-seq-start') open.push(token);
    if (type === 'flow-error-end') yield* open.splice(0).slice(0, 1).map(unclosed);
    if (type === 'flow-map-end' || type === 'flow-seq-end') {
      const partner = open.pop();
      if (partner === undefined) yield { offset, problem: `this ${source} closes nothing`, repair: 'remove it, or write the bracket that it closes' };
      else if (CLOSERS[partner.source] !== source) yield unclosed(partner);
    }
    const quote = source.charAt(0);
    if ((type === 'double-quoted-scalar' || type === 'single-quoted-scalar') && (source.length < 2 || !source.endsWith(quote)))
      yield unclosed({ ...token, source: quote });
  }
  yield* open.slice(0, 1).map(unclosed);
}

/** A line that can be looked at for itself: not within brackets, quotes or a block of text, and neither empty nor a comment. */
interface Line {
  readonly offset: number;
  readonly text: string;
}

/** From where to where a text is not made of lines of its own: in brackets, in quotes, in blocks of text. */
function* enclosedIn(tokens: readonly Token[]): Generator<readonly [first: number, end: number], void, undefined> {
  let depth = 0;
  let begin = 0;
  let block = false;
  for (const { type, source, offset } of tokens) {
    const end = offset + source.length;
    if (type === 'flow-map-start' || type === 'flow-seq-start') {
      if (depth === 0) begin = offset;
      depth += 1;
    } else if (type === 'flow-map-end' || type === 'flow-seq-end' || type === 'flow-error-end') {
      depth = type === 'flow-error-end' ? 0 : Math.max(0, depth - 1);
      if (depth === 0) yield [begin, end];
    } else if (depth === 0 && (type === 'double-quoted-scalar' || type === 'single-quoted-scalar')) {
      yield [offset, end];
    } else if (depth === 0 && type === 'scalar' && block) {
      // It begins at the start of a line, which is within it too.
      yield [offset - 1, end];
    }
    block = type === 'block-scalar-header' || (block && type !== 'scalar');
  }
}

function linesOf(text: string, tokens: readonly Token[]): readonly Line[] {
  const enclosed = [...enclosedIn(tokens)];
  let offset = 0;
  let next = 0;
  return text.split('\n').flatMap((line): readonly Line[] => {
    const start = offset;
    offset += line.length + 1;
    while ((enclosed[next]?.[1] ?? Infinity) <= start) next += 1;
    const within = (enclosed[next]?.[0] ?? Infinity) < start;
    return within || /^\s*(#|$|---)/.test(line) ? [] : [{ offset: start, text: line.trimEnd() }];
  });
}

const spaces = (count: number): string => (count === 1 ? '1 space' : `${count} spaces`);

/** Columns at which something begins in a line: its own, and that of what follows a dash. */
function columnsOf(text: string): readonly number[] {
  const [, indent = '', dashes = ''] = /^( *)((?:- +)*)/.exec(text) ?? [];
  return [indent.length, ...[...dashes.matchAll(/- +/g)].map(({ 0: dash, index }) => indent.length + index + dash.length)];
}

/** Whether a line may have deeper ones below it. */
const opens = (text: string): boolean => /(:|^-|\s-)(\s+[&!]\S+)*$/.test(text.replace(/\s+#.*$/, ''));

/** Which line is not indented like one above it, nor deeper than one that something may follow. */
function* misindented(lines: readonly Line[]): Generator<LayoutProblem, void, undefined> {
  const columns: number[] = [];
  let previous: Line | undefined;
  for (const line of lines) {
    const [indent = 0, ...inner] = columnsOf(line.text);
    const removed = columns.filter((column) => column > indent);
    columns.splice(columns.length - removed.length);
    const above = columns.at(-1);
    if (previous !== undefined && above !== indent && (removed.length > 0 || !opens(previous.text))) {
      const wanted = [...new Set([...(above === undefined ? [] : [above]), ...removed])].map(String).join(' or ');
      const offset = line.offset + indent;
      yield {
        offset,
        problem: `this line is indented by ${spaces(indent)}, and the lines above by ${wanted}`,
        repair: 'give what belongs together the same indentation',
      };
      return;
    }
    if (above !== indent) columns.push(indent);
    columns.push(...inner);
    previous = line;
  }
}

const NAME = /^ *(?:- +)*[A-Za-z][\w-]*/;

/** Which line has no blank after its dash or colon. */
function* unspaced(lines: readonly Line[]): Generator<LayoutProblem, void, undefined> {
  for (const { offset, text } of lines) {
    const [dash] = /^ *(?=-[A-Za-z])/.exec(text) ?? [];
    const [name] = NAME.exec(text) ?? [];
    if (dash !== undefined) yield { offset: offset + dash.length, problem: 'no blank follows this dash', repair: 'write one, as in - name: desktop-1' };
    else if (name !== undefined && /^:\S/.test(text.slice(name.length)))
      yield { offset: offset + name.length, problem: 'no blank follows this colon', repair: 'write one, as in name: home' };
  }
}

/** Which line has no colon. */
function* colonless(lines: readonly Line[]): Generator<LayoutProblem, void, undefined> {
  const repair = 'write the name of a field, a colon, a blank and the value';
  for (const { offset, text } of lines)
    if (NAME.test(text) && !text.includes(':')) yield { offset: offset + text.search(/\S/), problem: 'this line has no colon', repair };
}

/** Where a text that is not YAML is laid out wrongly, as far as that can be told: what is most certain comes first. */
export function layoutProblem(text: string): LayoutProblem | undefined {
  const tokens = [...tokensOf(text)];
  const lines = linesOf(text, tokens);
  for (const found of [partnerless(tokens), unspaced(lines), misindented(lines), colonless(lines)]) {
    const [first] = found;
    if (first !== undefined) return first;
  }
  return undefined;
}
