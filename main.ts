import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { MetalCluster } from './charts/metal-cluster';
import { readCluster } from './cluster/define';
import { formatProblem } from './cluster/problem';

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

const file = process.env['CLUSTER'] ?? 'cluster.yaml';
const { cluster, problems } = readCluster(read(file));
for (const problem of problems) console.error(formatProblem(problem, file));
if (cluster === undefined) process.exit(BAD_SPEC);

const app = new App();
new MetalCluster(app, cluster.name, { cluster });
app.synth();
