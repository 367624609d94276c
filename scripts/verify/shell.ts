import { type Outcome, allOf, filesOf, run } from './part';

const scripts = (): readonly string[] => filesOf('*.sh', '*.bash', '*.bats', '.ci/run');

/** Files that are read by others, with variables from elsewhere: the parts of the two programs, which are looked at once more as a whole, and tests. */
const PART = /^(bootstrap|test)\//;

/** Used elsewhere, assigned elsewhere, or so similar to what is; and of tests, what a stub expands later. */
const OF_A_PART = ['--exclude=SC2034,SC2153,SC2154,SC2016'];

const here = (program: string): boolean => run(program, ['--version']).ok;

/** What is missing to look at bash. */
export function lacksShellTools(): string | undefined {
  if (!here('shellcheck')) return 'shellcheck is not here; apt-get install shellcheck';
  return here('shfmt') ? undefined : 'shfmt is not here; put it in the PATH or in $KUBEBUILDER_ASSETS (go install mvdan.cc/sh/v3/cmd/shfmt@v3.14.1)';
}

/** Bash says nothing that shellcheck knows better, and looks as shfmt and .editorconfig have it; .shellcheckrc gives the exceptions and their reasons. */
export const shell = (): Outcome =>
  allOf(
    run(
      'shellcheck',
      scripts().filter((path) => !PART.test(path)),
    ),
    run('shellcheck', [...OF_A_PART, ...scripts().filter((path) => PART.test(path))]),
    run('shfmt', ['--diff', ...scripts()]),
  );
