import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './system-error';

/** What synth writes, now or in an earlier version; a folder with anything else in it is somebody's own. */
const WRITTEN = /\.k8s\.yaml$|^bootstrap$|^construct-metadata\.json$/;

/** The folder is not one to replace. */
export class OutputError extends Error {}

function refuseStrangers(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new OutputError(`${folder} is not a folder; name another one, or move it`);
  const [first, ...others] = readdirSync(folder)
    .filter((name) => !WRITTEN.test(name))
    .sort();
  if (first === undefined) return;
  const strangers = others.length === 0 ? first : `${first} and ${others.length} ${others.length === 1 ? 'other' : 'others'}`;
  const them = others.length === 0 ? 'it' : 'them';
  throw new OutputError(
    `${folder} holds ${strangers} that synth did not write, and replacing the folder would remove ${them}; name another folder, or move ${them}`,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, for somebody else.
    return codeOf(error) === 'EPERM';
  }
}

/** Puts back or takes away what a run left that was killed. */
function tidy(folder: string, prefix: string, old: string): void {
  if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/**
 * Replaces a folder as a whole by what is written to the folder that `write` gets: whatever fails, and whenever the process is killed, the old one stays.
 * A program that runs from the old one keeps its file.
 */
export function replaceFolder(named: string, write: (fresh: string) => void): void {
  mkdirSync(dirname(named), { recursive: true });
  const folder = existsSync(named) ? realpathSync(named) : named;
  const beside = join(dirname(folder), `.${basename(folder)}`);
  const [prefix, fresh, old] = [`${basename(beside)}.new-`, `${beside}.new-${process.pid}`, `${beside}.old`];
  tidy(folder, prefix, old);
  refuseStrangers(folder);
  try {
    mkdirSync(fresh);
    write(fresh);
    rmSync(old, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
  } finally {
    // Between the two renames the old one is the only one.
    if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
    for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  }
}
