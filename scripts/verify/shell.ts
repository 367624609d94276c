import { allOf, filesOf, type Outcome, run } from './part';
import { countTap } from './reports';

const scripts = (): readonly string[] => filesOf('*.sh', '*.bash', '.ci/run');

const here = (program: string): boolean => run(program, ['--version']).ok;

/** What is missing to look at bash. */
export function lacksShellTools(): string | undefined {
  if (!here('shellcheck')) return 'shellcheck is not here; apt-get install shellcheck';
  return here('shfmt') ? undefined : 'shfmt is not here; put it in the PATH or in $KUBEBUILDER_ASSETS (go install mvdan.cc/sh/v3/cmd/shfmt@v3.14.1)';
}

/** Bash says nothing that shellcheck knows better, and looks as shfmt and .editorconfig have it; .shellcheckrc gives the exceptions and their reasons. */
export const shell = (): Outcome => allOf(run('shellcheck', scripts()), run('shfmt', ['--diff', ...scripts()]));

/** The tests of bash. */
export function bats(): Outcome {
  const files = filesOf('test/**/*.bats');
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0, output: '' };
  const { ok, output } = run('node_modules/bats/bin/bats', ['--formatter', 'tap', ...files]);
  return countTap(ok, output);
}
