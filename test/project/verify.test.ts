import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences } from '../../scripts/verify/trees';
import type { Outcome, Part } from '../../scripts/verify/part';
import { countJest, countTap } from '../../scripts/verify/reports';
import { verify } from '../../scripts/verify/verify';

const outcome = (passed: number, failed = 0, skipped = 0, output = ''): Outcome => ({ passed, failed, skipped, output });
const part = (name: string, came: Outcome): Part => ({ name, run: () => came });

function told(parts: readonly Part[], ci = false): { readonly passed: boolean; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const passed = verify(parts, { ci, print: (line) => lines.push(line), clock: () => 0 });
  return { passed, lines };
}

describe('Verify', () => {
  test('goes on after a part that failed, shows what it said, and fails', () => {
    expect(told([part('one', outcome(3, 2, 0, 'because')), part('two', outcome(1))])).toEqual({
      passed: false,
      lines: ['failed   one          0.0 s  3 passed, 2 failed', '         | because', 'passed   two          0.0 s', '4 passed, 2 failed'],
    });
  });

  test('passes when all parts pass, and says nothing of what they printed', () => {
    expect(told([part('one', outcome(3, 0, 0, 'chatter')), part('two', outcome(1))])).toEqual({
      passed: true,
      lines: ['passed   one          0.0 s  3 passed', 'passed   two          0.0 s', '4 passed, 0 failed'],
    });
  });

  test('counts a part that throws as failed', () => {
    const broken: Part = {
      name: 'one',
      run: () => {
        throw new Error('broken');
      },
    };
    const { passed, lines } = told([broken, part('two', outcome(1))]);
    expect([passed, lines[0], lines[1]?.split('\n')[0], lines[3]]).toEqual([
      false,
      'failed   one          0.0 s',
      '         | Error: broken',
      '1 passed, 1 failed',
    ]);
  });

  const lacking: Part = { ...part('one', outcome(1)), lacks: () => 'tool is not here; install tool' };

  test('skips a part that lacks something, with one line that says how to get it', () => {
    expect(told([lacking])).toEqual({ passed: true, lines: ['skipped  one: tool is not here; install tool', '0 passed, 0 failed'] });
  });

  test('takes what is lacking in CI for a failure', () => {
    expect(told([lacking], true)).toEqual({ passed: false, lines: ['failed   one: tool is not here; install tool', '0 passed, 1 failed'] });
  });

  test('takes a skipped test for a failure in CI only', () => {
    const parts = [part('one', outcome(1, 0, 2, ''))];
    expect([told(parts).lines.at(-1), told(parts, true).lines.at(-1)]).toEqual(['1 passed, 0 failed', '1 passed, 2 failed']);
  });
});

describe('A report of jest', () => {
  const report = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };
  test.each([
    ['of success has its counts', JSON.stringify(report), outcome(5)],
    ['of failures has theirs', JSON.stringify({ ...report, success: false, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }), outcome(5, 2, 2)],
    ['counts a file that could not start', JSON.stringify({ ...report, success: false, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }), outcome(5, 3)],
    ['that says no more than that it failed is one failure', JSON.stringify({ ...report, success: false }), outcome(5, 1)],
    ['that is missing is one failure', undefined, outcome(0, 1, 0, 'jest left no report\n')],
  ])('%s', (_title, text, expected) => {
    expect(countJest(text, '')).toEqual(expected);
  });
});

describe('A report of bats', () => {
  test.each([
    ['has its counts', '1..4\nok 1 a\nnot ok 2 b\n# not ok 9 in its output\nok 3 c # skip no root\nok 4 d\n', outcome(2, 1, 1)],
    ['that breaks off is one failure', '1..3\nok 1 a\nok 2 b\n', outcome(2, 1)],
    ['that is missing is one failure', undefined, outcome(0, 1, 0, 'bats left no report\n')],
  ])('%s', (_title, text, expected) => {
    expect(countTap(text, '')).toEqual(expected);
  });
});

describe('Two folders', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    for (const side of ['one', 'other']) {
      mkdirSync(join(folder, side, 'sub'), { recursive: true });
      writeFileSync(join(folder, side, 'sub/same'), 'same');
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const different = (): readonly string[] => differences(join(folder, 'one'), join(folder, 'other'));

  test('with the same files do not differ', () => {
    expect(different()).toEqual([]);
  });

  test('differ by a byte, by a mode and by a file that only one has', () => {
    writeFileSync(join(folder, 'one/only'), '');
    for (const [side, text, mode] of [
      ['one', 'a', 0o644],
      ['other', 'b', 0o755],
    ] as const) {
      writeFileSync(join(folder, side, 'byte'), text);
      writeFileSync(join(folder, side, 'mode'), '', { mode });
    }
    expect(different()).toEqual(['byte', 'mode', 'only']);
  });
});
