import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(__dirname, '../..');

/** What came of a part. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Tests that their runner left out. */
  readonly skipped: number;
  /** What to show when something failed. */
  readonly output: string;
}

/** One thing that must hold before a change lands. */
export interface Part {
  readonly name: string;
  /** What this machine lacks for it, and how to get that; undefined when all is here. */
  readonly lacks?: () => string | undefined;
  readonly run: () => Outcome;
}

/** How a program ended. */
export interface Ended {
  readonly ok: boolean;
  /** Standard output and standard error, the latter after the former. */
  readonly output: string;
}

/** Runs a program in the project's folder: one of node_modules/.bin, else one of the machine. */
export function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ended {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH'], process.env['KUBEBUILDER_ASSETS']].filter((part) => part !== undefined).join(':');
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, NO_COLOR: '1', ...env },
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { ok: status === 0, output: error === undefined ? `${stdout}${stderr}` : `${program}: ${error.message}\n` };
}

/** A part that is one test: all of these steps succeed, each is tried. */
export function allOf(...steps: readonly Ended[]): Outcome {
  const ok = steps.every((step) => step.ok);
  return { passed: Number(ok), failed: Number(!ok), skipped: 0, output: steps.map(({ output }) => output).join('') };
}

/** Files that git knows, or would if they were added, below the project's folder. */
export function filesOf(...patterns: readonly string[]): readonly string[] {
  const { output } = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...patterns]);
  return output.split('\0').filter((name) => name !== '');
}
