import { synth } from './cli/synth';

/* The app that `cdk8s synth` runs: cluster.yaml in, dist/ out. Exit codes: 2 for a bad spec, 1 for anything unexpected. */

const { CLUSTER = 'cluster.yaml', CDK8S_OUTDIR = 'dist', SYNTH_OUTPUT = 'kept' } = process.env;

const say = (line: string): void => {
  console.error(line);
};

process.exitCode = synth({ spec: CLUSTER, output: CDK8S_OUTDIR, say, next: SYNTH_OUTPUT === 'kept' ? say : () => undefined });
