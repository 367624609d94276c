import { App } from 'cdk8s';
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterProgram } from './bootstrap/cluster-program';
import { nodeProgram } from './bootstrap/node-program';
import { MetalCluster } from './charts/metal-cluster';
import { readCluster } from './cluster/define';
import { type Problem, formatProblem } from './cluster/values/problem';
import { storageLines } from './plan/storage-lines';

/* The app that `cdk8s synth` runs: cluster.yaml in, dist/ out. Exit codes: 2 for a bad spec, 1 for anything unexpected. */

const BAD_SPEC = 2;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    console.error(
      `${file}  cannot be read (${cause instanceof Error ? cause.message : String(cause)}); name the file of your cluster, as in CLUSTER=cluster.yaml`,
    );
    process.exit(BAD_SPEC);
  }
}

/** The bash files of `bootstrap/`, by path; the package ships them beside the compiled files. */
function bashSources(): ReadonlyMap<string, string> {
  const paths = readdirSync(join(__dirname, 'bootstrap'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bash'));
  return new Map(paths.map((path) => [`bootstrap/${path.replaceAll('\\', '/')}`, readFileSync(join(__dirname, 'bootstrap', path), 'utf8')]));
}

function writeProgram(name: string, text: string): void {
  const folder = join(process.env['CDK8S_OUTDIR'] ?? 'dist', 'bootstrap');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
}

const file = process.env['CLUSTER'] ?? 'cluster.yaml';
const { cluster, problems } = readCluster(read(file));
const say = (problem: Problem): void => console.error(formatProblem(problem, file));
if (cluster === undefined) {
  problems.forEach(say);
  process.exit(BAD_SPEC);
}

const app = new App();
const { stages } = new MetalCluster(app, cluster.name, { cluster, warn: say });
app.synth();
const sources = bashSources();
writeProgram('node.sh', nodeProgram(cluster, sources));
writeProgram('cluster.sh', clusterProgram(cluster, sources, stages, storageLines(cluster)));
