/** Where in the spec: `['nodes', 2, 'address']`. */
export type Path = readonly (number | string)[];

/** A place in a text; both count from 1. */
export interface Position {
  /** Line of the text, from 1. */
  readonly line: number;
  /** Column of the line in characters, from 1. */
  readonly column: number;
}

/** One thing that is wrong with a spec, as data; `formatProblem` makes the sentence. */
export interface Problem {
  /** A cluster is made in spite of warnings. */
  readonly severity: 'error' | 'warning';
  /** Where it is in the spec: names of fields, and numbers of items from 0. */
  readonly path: Path;
  /** The offending value as it was written, where it helps to see it. */
  readonly value?: string;
  /** What is wrong, as the rest of a sentence: `is already used by nodes[1] (desktop-2)`. */
  readonly problem: string;
  /** How to repair it, as an order: `give each machine its own address`. */
  readonly repair: string;
  /** The name of the field is wrong, not its value. */
  readonly onName?: boolean;
  /** Known where the spec was read from a text. */
  readonly position?: Position;
}

/** The path of something inside: `at(['nodes', 2], 'address')`. */
export const at = (path: Path, ...steps: Path): Path => [...path, ...steps];

/** An error at a path. */
export const error = (path: Path, value: string | undefined, problem: string, repair: string): Problem => ({
  severity: 'error',
  path,
  ...(value === undefined ? {} : { value }),
  problem,
  repair,
});

/** An error in the name of the field at a path. */
export const nameError = (path: Path, problem: string, repair: string): Problem => ({ ...error(path, undefined, problem, repair), onName: true });

/** A warning at a path. */
export const warning = (path: Path, value: string | undefined, problem: string, repair: string): Problem => ({
  ...error(path, value, problem, repair),
  severity: 'warning',
});

const isPlain = (key: string): boolean => /^[A-Za-z_][\w-]*$/.test(key);

/** `nodes[2].labels["example.com/rack"]`. */
export function formatPath(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : isPlain(step) ? `.${step}` : `[${inQuotes(step)}]`));
  return steps.join('').replace(/^\./, '');
}

const LONGEST_VALUE = 120;

/** What a reader does not see, and what a terminal obeys: control and format characters, and every space but the usual one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const SHORT_ESCAPES: Readonly<Partial<Record<string, string>>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT_ESCAPES[character] ?? (code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`);
};

/** A text for a message: on one line that is not too long, with everything in it visible. */
export function shorten(value: string): string {
  const line = [...value.slice(0, 2 * LONGEST_VALUE).replace(INVISIBLE, escaped)];
  return line.length <= LONGEST_VALUE && value.length <= 2 * LONGEST_VALUE ? line.join('') : `${line.slice(0, LONGEST_VALUE).join('')}…`;
}

const inQuotes = (value: string): string => `"${shorten(value.replace(/["\\]/g, '\\$&'))}"`;

/** A value for a message: one word of ASCII as it is, everything else in quotes, so that its end and its blanks are seen. */
export const quoted = (value: string): string => (/^[!#-&(-~][!-~]*$/.test(value) && value.length <= LONGEST_VALUE ? value : inQuotes(value));

/** `cluster.yaml:12:14  nodes[2].address 192.168.0.12 is already used by nodes[1] (desktop-2); give each machine its own address`. */
export function formatProblem({ severity, path, value, problem, repair, position }: Problem, file?: string): string {
  const place = position === undefined ? '' : `:${position.line}:${position.column}`;
  const sentence = [formatPath(path), value === undefined ? '' : quoted(value), problem].filter((part) => part !== '').join(' ');
  return `${file === undefined ? '' : `${file}${place}  `}${severity === 'warning' ? 'warning: ' : ''}${sentence}; ${repair}`;
}

/** In the order of the text. */
export function byPosition(a: Problem, b: Problem): number {
  const [p, q] = [a.position ?? { line: 0, column: 0 }, b.position ?? { line: 0, column: 0 }];
  return p.line - q.line || p.column - q.column;
}
