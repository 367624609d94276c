/** Where in the spec: `['nodes', 2, 'address']`. */
export type Path = readonly (number | string)[];

/** A place in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a spec, as data; `formatProblem` makes the sentence. */
export interface Problem {
  /** A warning does not keep a cluster from being made. */
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  /** The offending value, when it helps to see it. */
  readonly value?: string;
  /** What is wrong, as the rest of a sentence: `is already used by nodes[1] (desktop-2)`. */
  readonly problem: string;
  /** How to repair it, as an order: `give each machine its own address`. */
  readonly hint: string;
  /** The name of the field is wrong, not its value. */
  readonly onName?: boolean;
  /** Known when the spec was read from a text. */
  readonly position?: Position;
}

/** An error at a path. */
export const error = (path: Path, value: string | undefined, problem: string, hint: string): Problem => ({
  severity: 'error',
  path,
  ...(value === undefined ? {} : { value }),
  problem,
  hint,
});

/** A warning at a path. */
export const warning = (path: Path, value: string | undefined, problem: string, hint: string): Problem => ({
  ...error(path, value, problem, hint),
  severity: 'warning',
});

const isPlain = (key: string): boolean => /^[A-Za-z_][\w-]*$/.test(key);

/** `nodes[2].labels["example.com/rack"]`. */
export function formatPath(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : isPlain(step) ? `.${step}` : `[${JSON.stringify(shorten(step))}]`));
  return steps.join('').replace(/^\./, '');
}

const LONGEST_VALUE = 120;

/** A value for a message: on one line, and not longer than a line. */
export function shorten(value: string): string {
  // eslint-disable-next-line no-control-regex -- a terminal must not see what a spec smuggles in
  const line = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => JSON.stringify(character).slice(1, -1));
  return line.length <= LONGEST_VALUE ? line : `${line.slice(0, LONGEST_VALUE)}…`;
}

/** `cluster.yaml:12:14  nodes[2].address 192.168.0.12 is already used by nodes[1] (desktop-2); give each machine its own address`. */
export function formatProblem(problem: Problem, file?: string): string {
  const at = problem.position === undefined ? '' : `:${problem.position.line}:${problem.position.column}`;
  const subject = [formatPath(problem.path), problem.value === undefined ? '' : problem.value === '' ? '""' : shorten(problem.value)];
  const sentence = [...subject, problem.problem].filter((part) => part !== '').join(' ');
  return `${file === undefined ? '' : `${file}${at}  `}${problem.severity === 'warning' ? 'warning: ' : ''}${sentence}; ${problem.hint}`;
}

/** In the order of the text, then of the paths. */
export function byPosition(a: Problem, b: Problem): number {
  const [p, q] = [a.position ?? { line: 0, column: 0 }, b.position ?? { line: 0, column: 0 }];
  return p.line - q.line || p.column - q.column;
}
