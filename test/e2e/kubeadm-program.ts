import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubeadm');

/** `describe` where kubeadm is; else a skipped one whose title says how to get it. */
export const describeWithKubeadm = (title: string, tests: () => void): void =>
  existsSync(program) ? describe(title, tests) : describe.skip(`${title} (skipped: set KUBEBUILDER_ASSETS to a folder with kubeadm)`, tests);

/** What kubeadm answered. */
export interface Verdict {
  readonly code: number | null;
  /** Standard output and then standard error, where its warnings are: they do not make it fail. */
  readonly says: string;
}

/** Runs kubeadm; its standard input is the file descriptor, or empty. */
export function kubeadm(args: readonly string[], stdin: number | 'ignore' = 'ignore'): Verdict {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', stdio: [stdin, 'pipe', 'pipe'] });
  return { code: status, says: stdout + stderr };
}

/** A verdict of which only a part of the text matters. */
export const verdict = (code: number, part: string): Verdict => ({ code, says: expect.stringContaining(part) as string });
