import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program to run over and over. */
export interface Contender {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The medians of a contender's runs. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: number;
  /** The most that one process of the run held; undefined where none of them is node. */
  readonly mebibytes: number | undefined;
}

const median = (values: readonly number[]): number | undefined => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const peakFile = join(tmpdir(), `peak-${process.pid}`);

function once({ name, program, args, folder, env }: Contender): { readonly milliseconds: number; readonly mebibytes: number } {
  const peak = { PEAK_FILE: peakFile, NODE_OPTIONS: `--require ${join(__dirname, 'peak.js')}` };
  rmSync(peakFile, { force: true });
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...peak, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? stderr}`);
  const peaks = program.endsWith('kubectl') ? [] : readFileSync(peakFile, 'utf8').trim().split('\n');
  return { milliseconds, mebibytes: Math.max(0, ...peaks.map(Number)) / 1024 };
}

/** Runs the contenders in turn, so that whatever else the machine does befalls all of them; the first round only warms the caches. */
export function measure(contenders: readonly Contender[], rounds: number): readonly Measured[] {
  const runs = Array.from({ length: rounds + 1 }, () => contenders.map(once)).slice(1);
  rmSync(peakFile, { force: true });
  return contenders.map(({ name }, index) => {
    const own = runs.flatMap((round) => round[index] ?? []);
    const mebibytes = median(own.map((run) => run.mebibytes));
    return { name, milliseconds: median(own.map((run) => run.milliseconds)) ?? Number.NaN, mebibytes: mebibytes === 0 ? undefined : mebibytes };
  });
}
