import { type Document, type Pair, type YAMLError, LineCounter, isCollection, isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { type Path, type Position, type Problem, shorten } from '../values/problem';
import { aliasProblem } from './aliases';
import { strangeCharacters } from './characters';
import { layoutProblem } from './layout';

/** A value that a text has. */
export interface Reading {
  /** The value of the whole text. */
  readonly value: unknown;
  /** The number, or the yes or no, at the path as it stands in the text: 2.10, where its value is 2.1. */
  readonly writtenAt: (path: Path) => string | undefined;
}

/** A text that was YAML: its value, and where each part of it stands. */
export interface YamlText {
  /** One, or where fields are written twice, one for each way to understand that. */
  readonly readings: readonly Reading[];
  /** Fields that are written twice. */
  readonly problems: readonly Problem[];
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
  BAD_SCALAR_START: ['this value begins with a character that YAML reserves', 'put the value in quotes'],
  BAD_DQ_ESCAPE: ['after this backslash stands what is no escape in double quotes', 'write the backslash twice, or use single quotes'],
  BAD_ALIAS: ['this character begins a reference, and no name follows it', 'put the value in quotes'],
  TAG_RESOLVE_FAILED: ['this value has a tag that is not known', 'remove the word that begins with !'],
};

/** Codes whose places are more exact than what the layout of the text tells. */
const EXACT: readonly YAMLError['code'][] = [
  'BAD_ALIAS',
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'DUPLICATE_KEY',
  'MULTIPLE_DOCS',
  'TAB_AS_INDENT',
  'TAG_RESOLVE_FAILED',
];

function sentenceOf(error: YAMLError, text: string, positionOf: (offset: number) => Position): Problem {
  const found = EXACT.includes(error.code) ? undefined : layoutProblem(text);
  if (found !== undefined) return problemAt(positionOf(found.offset), found.problem, found.repair);
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

/** What the path leads to. */
const nodeAt = (document: Document, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (isMap(node) ? pairOf(node, step)?.value : isSeq(node) ? node.items[Number(step)] : undefined), document.contents);

function readingOf(document: Document): Reading {
  const writtenAt = (path: Path): string | undefined => {
    const node = nodeAt(document, path);
    return isScalar(node) && (typeof node.value === 'number' || typeof node.value === 'boolean') ? node.source : undefined;
  };
  return { value: document.toJS({ maxAliasCount: -1 }) as unknown, writtenAt };
}

/** Keeps the first or the last of the fields that are written twice. */
function keepOne(document: Document, which: 'first' | 'last'): Document {
  const copy = document.clone();
  visit(copy, {
    Map: (_, { items }) => {
      const places = new Map<string, number>();
      for (const [index, pair] of items.entries()) {
        const name = isScalar(pair.key) ? String(pair.key.value) : String(index);
        if (which === 'last' || !places.has(name)) places.set(name, index);
      }
      const kept = new Set(places.values());
      items.splice(0, items.length, ...items.filter((_pair, index) => kept.has(index)));
    },
  });
  return copy;
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
  const strange = [...strangeCharacters(text)];
  // What follows from them is not worth a line.
  if (strange.length > 0) return strange.map(({ offset, problem, repair }) => problemAt(positionOf(offset), problem, repair));
  const errors = [...document.errors, ...document.warnings];
  const first = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  const twice = errors.filter(({ code }) => code === 'DUPLICATE_KEY').map((one) => sentenceOf(one, text, positionOf));
  // One mistake in a text makes many follow, except for fields written twice: those are told apart.
  if (first !== undefined) return [sentenceOf(first, text, positionOf), ...twice];
  const alias = aliasProblem(document);
  if (alias !== undefined) return [problemAt(positionOf(alias.offset), alias.problem, alias.repair)];
  const documents = twice.length === 0 ? [document] : [keepOne(document, 'last'), keepOne(document, 'first')];
  return {
    readings: documents.map(readingOf),
    problems: twice,
    locate: (path, onName = false) => positionOf(offsetOf(documents[0] ?? document, path, onName)),
  };
}
