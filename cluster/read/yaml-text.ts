import { type Document, type Pair, type YAMLError, LineCounter, isCollection, isMap, isPair, isScalar, parseDocument } from 'yaml';
import { type Path, type Position, type Problem, shorten } from '../values/problem';

/** A text that was YAML: its value, and where each part of it stands. */
export interface YamlText {
  readonly value: unknown;
  /** The place of the value at the path, or of its name, or of the nearest thing around it that the text has. */
  readonly locate: (path: Path, onName?: boolean) => Position;
}

/** 5,000 machines with all their disks and labels take a third of it. */
const LONGEST_TEXT = 4 * 1024 * 1024;

/** Deeper than any spec, and far from what makes a reader run out of stack. */
const DEEPEST_NESTING = 50;

const START: Position = { line: 1, column: 1 };

const problemAt = (position: Position, problem: string, repair: string): Problem => ({ severity: 'error', path: [], problem, repair, position });

/** What the codes of the yaml package mean to the person who wrote the text. */
const SENTENCES: Readonly<Partial<Record<YAMLError['code'], readonly [problem: string, repair: string]>>> = {
  TAB_AS_INDENT: ['a tab indents this line', 'indent with spaces'],
  DUPLICATE_KEY: ['this field is written twice', 'keep one of the two'],
  MULTIPLE_DOCS: ['a second document begins here', 'keep one cluster in the file, without a line of three dashes inside'],
  BAD_INDENT: [
    'this line is not indented like its neighbours, or a bracket before it is not closed',
    'give fields of one level the same number of spaces, and each bracket its partner',
  ],
  MISSING_CHAR: ['a character is missing here', 'look for an unclosed quote, bracket or brace, or a missing colon'],
  BLOCK_AS_IMPLICIT_KEY: ['this line is not indented like its neighbours, or a value before it has a colon', 'fix the indentation, or put the value in quotes'],
  TAG_RESOLVE_FAILED: ['this value has a tag that is not known', 'remove the word that begins with !'],
};

function sentenceOf(error: YAMLError, positionOf: (offset: number) => Position): Problem {
  const [problem, repair] = SENTENCES[error.code] ?? [
    `this is not YAML: ${shorten(error.message.split('\n')[0] ?? '')}`,
    'correct the text here or shortly before',
  ];
  return problemAt(positionOf(error.pos[0]), problem, repair);
}

/** How deep the brackets of a text are nested, at most; quoted ones count too, since this only keeps a reader from harm. */
function nestingOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** Lines that begin with fifty dashes, or further to the right than fifty levels of eight spaces do. */
const DEEP_LINE = /^(?:(?: *[-?:] +){50}| {400})/m;

function refuse(text: string): Problem | undefined {
  if (text.length > LONGEST_TEXT)
    return problemAt(START, `the text has ${text.length} characters, more than the ${LONGEST_TEXT} that are read`, 'keep only the cluster in it');
  if (text.includes('\u0000')) return problemAt(START, 'the text holds a zero byte', 'write it as UTF-8 text');
  if (nestingOf(text) > DEEPEST_NESTING || DEEP_LINE.test(text)) {
    return problemAt(
      START,
      `the text is nested deeper than ${DEEPEST_NESTING} levels`,
      'look for brackets that are not closed, and for indentation that grows',
    );
  }
  return undefined;
}

const pairOf = (node: unknown, key: number | string): Pair | undefined =>
  isMap(node) ? node.items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined;

/** The offset of what the path leads to; a field without a value stands where its name does. */
function offsetOf(document: Document, path: Path, onName: boolean): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    const pair = pairOf(node, step);
    const next: unknown = pair === undefined ? (isCollection(node) && typeof step === 'number' ? node.items[step] : undefined) : pair.value;
    const name = isScalar(pair?.key) ? pair.key.range : undefined;
    const range = (onName && index === path.length - 1 ? name : undefined) ?? (isScalar(next) || isCollection(next) ? next.range : undefined) ?? name;
    if (range === undefined || range === null) return offset;
    node = next;
    offset = range[0];
  }
  return offset;
}

/** Reads YAML 1.2 in bounded time: a value with positions, or what is wrong with the text. */
export function readYaml(text: string): YamlText | readonly Problem[] {
  const refused = refuse(text);
  if (refused !== undefined) return [refused];
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const errors = [...document.errors, ...document.warnings];
  const [first] = errors;
  // One mistake in a text makes many follow, except for fields written twice: those are told apart.
  if (first !== undefined) return errors.filter((one) => one === first || one.code === 'DUPLICATE_KEY').map((one) => sentenceOf(one, positionOf));
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), locate: (path, onName = false) => positionOf(offsetOf(document, path, onName)) };
  } catch (cause) {
    if (cause instanceof ReferenceError)
      return [problemAt(START, 'aliases (*) in the text multiply without bound or refer to nothing', 'write the values out')];
    throw cause;
  }
}
