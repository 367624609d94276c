import type { Outcome, Part } from './part';

/** What runs, where, and who is told. */
export interface Circumstances {
  /** In CI everything is there: what is skipped has failed. */
  readonly ci: boolean;
  readonly print: (line: string) => void;
  /** Seconds since some moment. */
  readonly clock: () => number;
}

const NOTHING: Outcome = { passed: 0, failed: 0, skipped: 0, output: '' };

function attempt(part: Part): Outcome {
  try {
    return part.run();
  } catch (error) {
    return { ...NOTHING, failed: 1, output: `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n` };
  }
}

const word = ({ passed, failed }: Outcome): string => (failed > 0 ? 'failed' : passed > 0 ? 'passed' : 'empty');

function counts({ passed, failed, skipped }: Outcome): string {
  const told = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : []), ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  return passed + failed + skipped > 1 ? `  ${told.join(', ')}` : '';
}

function judge(part: Part, { ci, print, clock }: Circumstances): Outcome {
  const lack = part.lacks?.();
  if (lack !== undefined) {
    print(`${ci ? 'failed ' : 'skipped'}  ${part.name}: ${lack}`);
    return { ...NOTHING, failed: Number(ci) };
  }
  const start = clock();
  const ran = attempt(part);
  const outcome = ci && ran.skipped > 0 ? { ...ran, failed: ran.failed + ran.skipped, output: `${ran.output}In CI a test that is skipped has failed.\n` } : ran;
  print(`${word(outcome).padEnd(7)}  ${part.name.padEnd(9)} ${(clock() - start).toFixed(1).padStart(6)} s${counts(outcome)}`);
  if (outcome.failed > 0) print(outcome.output.replace(/^/gm, '         | '));
  return outcome;
}

/** Runs every part, whatever becomes of the others; says whether all passed. */
export function verify(parts: readonly Part[], circumstances: Circumstances): boolean {
  const outcomes = parts.map((part) => judge(part, circumstances));
  const sum = (of: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  circumstances.print(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
}
