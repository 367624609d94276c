import type { Outcome } from './part';

interface JestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** The counts of jest's `--json` report; a file of tests that could not even start counts as one failed. */
export function countJest(report: string | undefined, output: string): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, output: `${output}jest left no report\n` };
  const { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(report) as JestReport;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  // Jest fails without a failed test too, such as when it finds none.
  return { passed: numPassedTests, failed: success ? failed : Math.max(1, failed), skipped: numPendingTests + numTodoTests, output };
}

/** The counts of a report in the format of TAP, as bats writes it; a plan that was not kept counts as one failed. */
export function countTap(report: string | undefined, output: string): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, output: `${output}bats left no report\n` };
  const lines = report.split('\n');
  const failed = lines.filter((line) => /^not ok \d/.test(line)).length;
  const skipped = lines.filter((line) => /^ok \d+ .*# skip/i.test(line)).length;
  const passed = lines.filter((line) => /^ok \d/.test(line)).length - skipped;
  const kept = lines.includes(`1..${passed + failed + skipped}`);
  return { passed, failed: kept ? failed : Math.max(1, failed), skipped, output };
}
