import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ClusterError } from '../../cluster/define';
import { judgeText } from '../../cluster/judge';
import type { Cluster } from '../../cluster/model/cluster';

export const ROOT = resolve(__dirname, '../..');

const specsIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);

/** The good specs among the fixtures: paths from the root of the project. */
export const VALID_SPECS: readonly string[] = specsIn('test/fixtures/valid');

/** The cluster of a spec file. */
export function clusterOf(file: string): Cluster {
  const { cluster, problems } = judgeText(readFileSync(join(ROOT, file), 'utf8'));
  if (cluster === undefined) throw new ClusterError(problems, file);
  return cluster;
}
