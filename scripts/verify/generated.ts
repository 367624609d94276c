import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, type Outcome, allOf, root, run } from './part';
import { differences } from './trees';

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

/** What comes out of schema values, and what is said of the public names, stands as it comes out; dist/ is made in its place, twice, and git must not see a change. */
export function generated(): Outcome {
  const schemas = run('npm', ['run', '--silent', 'generate', '--', '--check']);
  const api = run('npm', ['run', '--silent', 'api', '--', '--check']);
  const synth = run('cdk8s', ['synth']);
  return allOf(schemas, api, ...(synth.ok ? [sameBytesElsewhere(), asCommitted()] : [synth]));
}
