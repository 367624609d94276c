import { App } from 'cdk8s';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MetalCluster } from '../charts/metal-cluster';
import { readCluster } from '../cluster/define';
import type { Cluster } from '../cluster/model/cluster';
import { type Problem, formatProblem } from '../cluster/values/problem';
import { bootstrapPrograms } from './bootstrap';
import { writeManifests } from './manifests';
import { nextSteps } from './next-steps';
import { OutputError, replaceFolder } from './output';
import { codeOf } from './system-error';

/** Exit code where the spec, or what was asked for, is refused; 1 is for everything unexpected. */
export const REFUSED = 2;

/** From which file to which folder. */
export interface SynthProps {
  /** Path of the file that describes the cluster. */
  readonly spec: string;
  /** Path of the folder that is replaced as a whole. */
  readonly output: string;
  /** Called with each line for the user, such as a problem of the spec. */
  readonly say: (line: string) => void;
  /** Called with each line that says what to do next, when all is written. */
  readonly next: (line: string) => void;
}

const UNREADABLE: Readonly<Record<string, string>> = { ENOENT: 'does not exist', EISDIR: 'is a folder', EACCES: 'may not be read by this user' };

/** The text of a file, or why there is none. */
function textOf(path: string): { readonly text: string } | { readonly reason: string } {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { reason: UNREADABLE[codeOf(error) ?? ''] ?? `cannot be read (${String(error)})` };
  }
}

function writeAll(cluster: Cluster, folder: string, warn: (problem: Problem) => void): void {
  const app = new App({ outdir: folder });
  const metal = new MetalCluster(app, cluster.name, { cluster, warn });
  // For plugins of the cdk8s CLI that validate; only cdk8s itself writes that file.
  if (process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true') app.synth();
  else writeManifests(app);
  for (const [path, { text, mode }] of bootstrapPrograms(metal)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    // Whatever the umask is.
    chmodSync(join(folder, path), mode);
  }
}

/** Reads the spec and writes all that follows from it. A spec that is refused leaves the output as it was. */
export function synth({ spec, output, say, next }: SynthProps): number {
  const read = textOf(spec);
  if ('reason' in read) {
    say(`${spec}  ${read.reason}; name the file of your cluster, as in CLUSTER=cluster.yaml`);
    return REFUSED;
  }
  const tell = (problem: Problem): void => {
    say(formatProblem(problem, spec));
  };
  const { cluster, problems } = readCluster(read.text);
  if (cluster === undefined) {
    problems.forEach(tell);
    return REFUSED;
  }
  try {
    replaceFolder(output, (fresh) => {
      writeAll(cluster, fresh, tell);
    });
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    say(error.message);
    return 1;
  }
  nextSteps(cluster, output).forEach(next);
  return 0;
}
