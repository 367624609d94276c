import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cluster } from '../../cluster/model/cluster';
import { VALID_SPECS, clusterOf } from '../cluster/specs';

export const ROOT = resolve(__dirname, '../..');

/** The bash files of `bootstrap/`, as main.ts reads them. */
export const SOURCES: ReadonlyMap<string, string> = new Map(
  readdirSync(join(ROOT, 'bootstrap'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bash'))
    .map((path) => [`bootstrap/${path}`, readFileSync(join(ROOT, 'bootstrap', path), 'utf8')]),
);

/** Every spec of the project that is a cluster, by its file: the default, the fixtures, the lab's. */
export const EXAMPLES: readonly (readonly [file: string, cluster: Cluster])[] = ['cluster.yaml', 'test/live/cluster.yaml', ...VALID_SPECS].map((file) => [
  file,
  clusterOf(file),
]);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs bash with that program on standard input. */
export function bash(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync('/bin/bash', ['-s', '--', ...args], {
    input: program,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
    maxBuffer: Infinity,
  });
  return { code: status, stdout, stderr };
}
