import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, type Outcome, allOf, root, run } from './part';

/** Every file below a folder with its mode and bytes. */
function contents(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name, `${statSync(join(folder, name)).mode} ${readFileSync(join(folder, name), 'base64')}`]));
}

/** The names of the files that are not the same in both folders. */
export function differences(one: string, other: string): readonly string[] {
  const [left, right] = [contents(one), contents(other)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((name) => left.get(name) !== right.get(name)).sort();
}

function sameBytesElsewhere(): Ended {
  const elsewhere = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const synth = run('cdk8s', ['synth', '--output', join(elsewhere, 'dist')]);
    if (!synth.ok) return synth;
    const changed = differences(join(root, 'dist'), join(elsewhere, 'dist'));
    return { ok: changed.length === 0, output: changed.map((name) => `dist/${name} comes out differently the second time, in another folder\n`).join('') };
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
}

function asCommitted(): Ended {
  const diff = run('git', ['diff', '--exit-code', '--', 'dist']);
  const untracked = run('git', ['ls-files', '--others', '--exclude-standard', '--', 'dist']);
  const output = `${diff.output}${untracked.output.replace(/(?<=.)$/gm, ' is generated but not in git')}`;
  return { ok: diff.ok && untracked.ok && untracked.output === '', output };
}

/** What comes out of schema values stands as it comes out; dist/ is made in its place, twice, and git must not see a change. */
export function generated(): Outcome {
  const schemas = run('npm', ['run', '--silent', 'generate', '--', '--check']);
  const synth = run('cdk8s', ['synth']);
  return allOf(schemas, ...(synth.ok ? [sameBytesElsewhere(), asCommitted()] : [synth]));
}
