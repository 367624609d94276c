/**
 * Both bash programs of a cluster, for an app of one's own to write.
 *
 * @module cdk8s-metal/bootstrap
 */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterProgram } from '../bootstrap/cluster-program';
import { nodeProgram } from '../bootstrap/node-program';
import type { Stage } from '../charts/order';
import type { Cluster } from '../cluster/model/cluster';
import { planLines } from '../plan/plan-lines';

const FOLDER = join(__dirname, '../bootstrap');

/** The bash files of `bootstrap/`, by path; the package ships them beside the compiled files. */
function bashSources(): ReadonlyMap<string, string> {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bash'));
  return new Map(paths.map((path) => [`bootstrap/${path.replaceAll('\\', '/')}`, readFileSync(join(FOLDER, path), 'utf8')]));
}

/** What `bootstrapPrograms` is told; a `MetalCluster` is one. */
export interface BootstrapProps {
  /** From `defineCluster` or `readCluster`. */
  readonly cluster: Cluster;
  /** The files of manifests that `cluster.sh` applies, in their order, each with what it waits for: `stages` of a `MetalCluster`, or `stagesOf(cluster)`. */
  readonly stages: readonly Stage[];
}

/** A bash program. */
export interface BootstrapProgram {
  /** All of it. */
  readonly text: string;
  /** Permissions of its file: 0o755, everybody may run it. */
  readonly mode: number;
}

/**
 * The two programs that turn bare machines into the cluster, by their paths below the folder of the manifests: `bootstrap/node.sh`, which runs on each
 * machine, and `bootstrap/cluster.sh`, which runs at the desk and applies the manifests that it finds one folder above itself.
 */
export function bootstrapPrograms({ cluster, stages }: BootstrapProps): ReadonlyMap<string, BootstrapProgram> {
  const sources = bashSources();
  const program = (text: string): BootstrapProgram => ({ text, mode: 0o755 });
  return new Map([
    ['bootstrap/node.sh', program(nodeProgram(cluster, sources))],
    ['bootstrap/cluster.sh', program(clusterProgram(cluster, sources, stages, planLines(cluster)))],
  ]);
}
