import { REFUSED, synth } from './synth';

/** What a verb is told of the world. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of what was asked for, to standard output. */
  readonly print: (line: string) => void;
  /** A line for the user, to standard error. */
  readonly say: (line: string) => void;
}

/** An option of a verb; its value comes from the command line, else from the environment, else it is the default. */
export interface Option {
  /** Without the leading dashes. */
  readonly word: string;
  /** One letter. */
  readonly short: string;
  /** How the value is shown in the usage. */
  readonly value: string;
  /** The variable of the environment that says the same. */
  readonly variable: string;
  readonly fallback: string;
  readonly help: string;
}

/** A verb of the command. */
export interface Verb {
  readonly word: string;
  readonly help: string;
  readonly options: readonly Option[];
  /** @returns the exit code */
  readonly run: (valueOf: (word: string) => string, surroundings: Surroundings) => number;
}

/** All verbs of `cdk8s-metal`; usage, guards and suggestions read these rows. */
export const VERBS: readonly Verb[] = [
  {
    word: 'synth',
    help: 'writes the manifests of a cluster and both bootstrap programs; a spec that is refused leaves the old ones',
    options: [
      { word: 'cluster', short: 'c', value: 'FILE', variable: 'CLUSTER', fallback: 'cluster.yaml', help: 'the file that describes the cluster' },
      { word: 'output', short: 'o', value: 'DIR', variable: 'CDK8S_OUTDIR', fallback: 'dist', help: 'the folder that is replaced' },
    ],
    run: (valueOf, { print, say }) => synth({ spec: valueOf('cluster'), output: valueOf('output'), say, next: print }),
  },
];

/** Exit code of a command line that is refused. */
export const WRONG_USAGE = REFUSED;
