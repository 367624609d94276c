// All that must hold before a change lands, in one command:
//
//   npm run verify                          everything
//   npm run verify -- --only lint,walls     these parts
//   npm run verify -- --ran unit,bats       everything; these ran already and left their reports in reports/
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generated } from './verify/generated';
import { type Outcome, type Part, allOf, root, run } from './verify/part';
import { countJest, countTap } from './verify/reports';
import { lacksShellTools, shell } from './verify/shell';
import { verify } from './verify/verify';
import { words } from './verify/words';

const { values } = parseArgs({ options: { only: { type: 'string' }, ran: { type: 'string', default: '' } } });
const ran = values.ran.split(',');
const only = values.only?.split(',');

/** Runs a script of package.json that leaves a report, unless it ran before, and counts that. */
function reported(name: string, script: string, file: string, count: (report: string | undefined, output: string) => Outcome): Outcome {
  const report = join(root, 'reports', file);
  const read = (): string | undefined => (existsSync(report) ? readFileSync(report, 'utf8') : undefined);
  if (ran.includes(name)) return count(read(), 'its output is above\n');
  rmSync(report, { force: true });
  const { output } = run('npm', ['run', '--silent', script, ...(count === countJest ? ['--', '--ci'] : [])]);
  return count(read(), output);
}

const jest = (name: string): Outcome => reported(name, name, `${name}.json`, countJest);

const lacksApiServer = (): string | undefined =>
  existsSync(join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kube-apiserver'))
    ? undefined
    : 'KUBEBUILDER_ASSETS names no folder with etcd, kube-apiserver and kubectl; setup-envtest use 1.36.x -p path makes one, CONTRIBUTING.md says more';

const parts: readonly Part[] = [
  { name: 'types', run: () => allOf(run('tsc', ['-p', '.']), run('tsc', ['-p', 'scripts'])) },
  { name: 'lint', run: () => allOf(run('eslint', ['.', '--max-warnings', '0'])) },
  { name: 'format', run: () => allOf(run('prettier', ['--check', '.'])) },
  { name: 'walls', run: () => allOf(run('depcruise', ['.'])) },
  { name: 'words', run: words },
  { name: 'shell', lacks: lacksShellTools, run: shell },
  { name: 'bats', run: () => reported('bats', 'bats', 'report.tap', countTap) },
  { name: 'unit', run: () => jest('unit') },
  { name: 'generated', run: generated },
  { name: 'e2e', lacks: lacksApiServer, run: () => jest('e2e') },
  { name: 'package', run: () => jest('package') },
];

const unknown = [...ran, ...(only ?? [])].filter((name) => name !== '' && !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const passed = verify(only === undefined ? parts : parts.filter(({ name }) => only.includes(name)), {
  ci: process.env['CI'] === 'true',
  print: (line) => {
    console.log(line);
  },
  clock: () => performance.now() / 1000,
});
process.exitCode = passed ? 0 : 1;
