import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterProgram } from '../../../bootstrap/cluster-program';
import { nodeProgram } from '../../../bootstrap/node-program';
import { stagesOf } from '../../../charts/order';
import { readCluster } from '../../../cluster/define';
import { planLines } from '../../../plan/plan-lines';

/* Prints cluster.sh, or node.sh where that is the argument, for the spec on standard input: what bats runs is what a user gets. */

const bootstrap = join(__dirname, '../../../bootstrap');
const paths = readdirSync(bootstrap, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bash'));
const { cluster } = readCluster(readFileSync(0, 'utf8'));
if (cluster === undefined) throw new Error('the spec on standard input is refused');
const sources = new Map(paths.map((path) => [`bootstrap/${path}`, readFileSync(join(bootstrap, path), 'utf8')]));
const wanted = process.argv[2] === 'node.sh' ? nodeProgram(cluster, sources) : clusterProgram(cluster, sources, stagesOf(cluster), planLines(cluster));
process.stdout.write(wanted);
