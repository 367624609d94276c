import type { Token } from './tokens';

/** A line that can be looked at for itself: not within brackets, quotes or a block of text, and neither empty nor a comment. */
export interface Line {
  /** Where it begins, in characters from the beginning of the text. */
  readonly offset: number;
  /** Without blanks at its end. */
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

/** The lines of a text that can be looked at for themselves. */
export function linesOf(text: string, tokens: readonly Token[]): readonly Line[] {
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
