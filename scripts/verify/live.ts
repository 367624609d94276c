import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Outcome, root, run } from './part';
import { countOutcomes } from './reports';

/** Of test/live/scenarios, those that take few minutes on machines that are namespaces of this kernel, in their order: each goes on with the machines of the one before. */
const QUICK = ['up', 'again', 'refuse', 'reset'];

const lab = (): string => process.env['LAB'] ?? resolve(root, '../shared/lab/lab');

const outcomes = (scenario: string): string => join(root, 'reports/live/container/outcomes', `${scenario}.tsv`);

/** What is missing for machines. */
export function lacksLab(): string | undefined {
  if (!existsSync(lab())) return `${lab()} is not here; LAB names the program that runs machines`;
  return process.getuid?.() === 0 ? undefined : 'machines need root';
}

/** A cluster comes up on real machines, is left alone the second time, refuses what it should, and leaves nothing behind. */
export function live(): Outcome {
  for (const scenario of QUICK) rmSync(outcomes(scenario), { force: true });
  const ended = run('test/live/live', QUICK, { LAB: lab(), LAB_ENGINE: 'container' });
  // Nothing is to go on in the background.
  run(lab(), ['down']);
  return countOutcomes(
    QUICK.map((scenario) => (existsSync(outcomes(scenario)) ? readFileSync(outcomes(scenario), 'utf8') : undefined)),
    ended,
  );
}
