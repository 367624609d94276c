import { synth } from './cli/synth';

/* The app that `cdk8s synth` runs: cluster.yaml in, dist/ out. Exit codes: 2 for a bad spec, 1 for anything unexpected. */

const { CLUSTER = 'cluster.yaml', CDK8S_OUTDIR = 'dist' } = process.env;

process.exitCode = synth({ spec: CLUSTER, output: CDK8S_OUTDIR, say: (line) => console.error(line) });
