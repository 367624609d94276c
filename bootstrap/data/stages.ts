import type { Constants } from './constants';

/** A file of manifests, and what must come true before the next one is applied. */
export interface Stage {
  /** Name of the file, beside the folder of `cluster.sh`. */
  readonly file: string;
  readonly waits: readonly StageWait[];
}

/** Something that a stage waits for. */
export interface StageWait {
  /** What comes true, as the rest of a sentence: `the operator is available`. */
  readonly title: string;
  /** The words of the kubectl command that succeeds when it is true; none has white space in it. */
  readonly until: readonly string[];
  /** How long that may take. */
  readonly seconds: number;
  /** The words of the kubectl command that shows what is missing. */
  readonly show: readonly string[];
}

const words = (title: string, list: readonly string[]): string => {
  const torn = list.find((word) => !/^\S+$/.test(word));
  if (torn !== undefined) throw new Error(`"${title}" has the kubectl word ${JSON.stringify(torn)}, which bash would tear apart; write it without white space`);
  return list.join(' ');
};

/** The stages of `cluster.sh apply`, in their order. */
export const stageConstants = (stages: readonly Stage[]): Constants => ({
  // apply, file; or wait, title, seconds, kubectl until it is true, kubectl to show what is missing; tabs between them.
  STAGES: stages.flatMap(({ file, waits }) => [
    `apply\t${file}`,
    ...waits.map(({ title, until, seconds, show }) => `wait\t${title}\t${seconds}\t${words(title, until)}\t${words(title, show)}`),
  ]),
});
