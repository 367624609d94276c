import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ClusterError } from '../../cluster/define';
import { judge, judgeText } from '../../cluster/judge';
import type { Cluster } from '../../cluster/model/cluster';
import { RULES, RULES_OF_SEVERAL } from '../../cluster/rules/rules';
import type { ClusterSpec } from '../../cluster/spec/cluster-spec';

export const ROOT = resolve(__dirname, '../..');

/** Specs of clusters with several control planes: users cannot have such clusters yet, and our documents for them are tested all the same. */
export const SEVERAL = 'test/fixtures/several-control-planes';

const specsIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);

/** The good specs among the fixtures: paths from the root of the project. */
export const VALID_SPECS: readonly string[] = [...specsIn('test/fixtures/valid'), ...specsIn(`${SEVERAL}/valid`)];

/** The cluster of a spec file. */
export function clusterOf(file: string): Cluster {
  const { cluster, problems } = judgeText(readFileSync(join(ROOT, file), 'utf8'), file.startsWith(SEVERAL) ? RULES_OF_SEVERAL : RULES);
  if (cluster === undefined) throw new ClusterError(problems, file);
  return cluster;
}

/** What `defineCluster` will do as soon as further control planes can join. */
export function defineSeveral(spec: ClusterSpec): Cluster {
  const { cluster, problems } = judge(spec, RULES_OF_SEVERAL);
  if (cluster === undefined) throw new ClusterError(problems);
  return cluster;
}
