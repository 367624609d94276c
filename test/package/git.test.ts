import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { peers, projectWith, root } from './project';
import { run } from './run';

/** A repository of its own that holds what this one would if all were committed. */
function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'repository-'));
  const files = run(root, 'git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate').split('\0');
  for (const file of files.filter((name) => name !== '' && !/^(dist|test)\//.test(name))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  run(folder, 'git', 'init', '--quiet');
  run(folder, 'git', 'add', '.');
  run(folder, 'git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', 'all');
  return folder;
}

test('installed from a git repository, which has no lib/, the package is built', () => {
  const folder = repository();
  const project = projectWith(`git+file://${folder}`, ...peers('newest'));
  try {
    expect(run(project, process.execPath, '-p', "typeof require('cdk8s-metal').MetalCluster + typeof require('cdk8s-metal/bootstrap').bootstrapPrograms")).toBe(
      'functionfunction\n',
    );
    expect(run(project, 'npx', '--no', 'cdk8s-metal', 'synth', '--cluster', 'node_modules/cdk8s-metal/cluster.yaml')).toContain('dist is written');
  } finally {
    for (const made of [folder, project]) rmSync(made, { recursive: true, force: true });
  }
}, 900_000);
