import type { TextProblem } from './text-problem';
import type { Token } from './tokens';

const SKIPPED: readonly Token['type'][] = ['space', 'newline', 'comment', 'anchor', 'tag'];

const SCALARS: readonly Token['type'][] = ['scalar', 'double-quoted-scalar', 'single-quoted-scalar'];

/** How far an item within brackets is: at its begin, behind the colon of its name, or complete. */
type Progress = 'begun' | 'complete' | 'named';

const NO_COMMA = 'no comma separates this from what is before it';

const BETWEEN = 'write a comma between them';

/** A scalar before a colon, where the value before it was not ended by a comma: `b address` in `{ name: b address: c }`. */
function unseparated({ source, offset }: Token): TextProblem {
  const text = source.trimEnd();
  const blank = Math.max(...[' ', '\t', '\n'].map((one) => text.lastIndexOf(one)));
  const before = text.slice(0, blank).trimEnd();
  const separator = before.slice(-1);
  if (!/[;|/]/.test(separator)) return { offset: offset + blank + 1, problem: NO_COMMA, repair: BETWEEN };
  return { offset: offset + before.length - 1, problem: `this ${separator} is where a comma belongs`, repair: 'write a comma in its place' };
}

/** Which commas within brackets are missing, or too many. */
export function* commaProblems(tokens: readonly Token[]): Generator<TextProblem, void, undefined> {
  const open: Progress[] = [];
  const pieces = tokens.filter(({ type }) => !SKIPPED.includes(type));
  for (const [index, token] of pieces.entries()) {
    const progress = open.at(-1);
    const { type, offset, source } = token;
    const begins = type === 'flow-map-start' || type === 'flow-seq-start';
    if (progress !== undefined && type === 'comma') {
      if (progress === 'begun') yield { offset, problem: 'this comma has nothing before it', repair: 'remove it' };
      open.splice(-1, 1, 'begun');
    } else if (progress !== undefined && type === 'map-value-ind') {
      open.splice(-1, 1, 'named');
    } else if (progress !== undefined && (begins || SCALARS.includes(type))) {
      if (progress === 'complete') yield { offset, problem: NO_COMMA, repair: BETWEEN };
      else if (progress === 'named' && type === 'scalar' && pieces[index + 1]?.type === 'map-value-ind' && /\s/.test(source.trim())) yield unseparated(token);
      open.splice(-1, 1, 'complete');
    }
    if (begins) open.push('begun');
    if (type === 'flow-map-end' || type === 'flow-seq-end') open.pop();
    if (type === 'flow-error-end') open.splice(0);
  }
}
