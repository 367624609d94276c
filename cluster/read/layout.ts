import { commaProblems } from './flow';
import { colonlessLines, misindented } from './indentation';
import { afterQuotes, foreignLines, secondColons, tabbedLines, unspacedLines } from './line-problems';
import { linesOf } from './lines';
import type { TextProblem } from './text-problem';
import { type Token, tokensOf } from './tokens';

const CLOSERS: Readonly<Partial<Record<string, string>>> = { '[': ']', '{': '}' };

/** Which brackets and quotes of a text have no partner. */
function* partnerless(tokens: readonly Token[]): Generator<TextProblem, void, undefined> {
  const open: Token[] = [];
  const unclosed = ({ source, offset }: Token): TextProblem => ({
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

/** Where a text that is not YAML is laid out wrongly, as far as that can be told: what is most certain comes first. */
export function layoutProblem(text: string): TextProblem | undefined {
  const tokens = [...tokensOf(text)];
  const lines = linesOf(text, tokens);
  const inOrder = [
    foreignLines(lines),
    tabbedLines(tokens),
    partnerless(tokens),
    commaProblems(tokens),
    afterQuotes(tokens),
    unspacedLines(lines),
    misindented(lines),
    colonlessLines(lines),
    secondColons(lines),
  ];
  for (const found of inOrder) {
    const [first] = found;
    if (first !== undefined) return first;
  }
  return undefined;
}
