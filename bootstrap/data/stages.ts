import type { Constants } from './constants';

/** A file of manifests, and what must come true before the next one is applied. */
export interface Stage {
  /** Name of the file, beside the folder of `cluster.sh`. */
  readonly file: string;
  /** What must come true after the file is applied, before the next one is. */
  readonly waits: readonly StageWait[];
  /**
   * Whether the teardown of storage deletes what it holds before or after Ceph.
   * @default it does not
   */
  readonly teardown?: 'before' | 'after' | undefined;
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

const torndown = (stages: readonly Stage[], when: Stage['teardown']): readonly string[] =>
  stages
    .filter(({ teardown }) => teardown === when)
    .map(({ file }) => file)
    .reverse();

/** The stages of `cluster.sh apply`, in their order. */
export const stageConstants = (stages: readonly Stage[]): Constants => ({
  // apply, file; or wait, title, seconds, kubectl until it is true, kubectl to show what is missing; tabs between them.
  STAGES: stages.flatMap(({ file, waits }) => [
    `apply\t${file}`,
    ...waits.map(({ title, until, seconds, show }) => `wait\t${title}\t${seconds}\t${words(title, until)}\t${words(title, show)}`),
  ]),
  // The files that the teardown of storage deletes before and after Ceph, in that order: the other way round than they are applied.
  TEARDOWN_BEFORE: torndown(stages, 'before'),
  TEARDOWN_AFTER: torndown(stages, 'after'),
});
