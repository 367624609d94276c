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
  /**
   * Whether, besides, each machine must have as many OSDs up and in as the cluster gives it.
   * @default false
   */
  readonly osds?: boolean;
}

const words = (title: string, list: readonly string[]): string => {
  const torn = list.find((word) => !/^\S+$/.test(word));
  if (torn !== undefined) throw new Error(`"${title}" has the kubectl word ${JSON.stringify(torn)}, which bash would tear apart; write it without white space`);
  return list.join(' ');
};

/** Words that only say how kubectl waits. */
const HOW = /^(?:wait|rollout|status|--.*)$/;

/** What kubectl waits for, as words of `kubectl get`: without how, and without the namespace, which is - where it has none. */
function subjectOf(until: readonly string[]): readonly [subject: readonly string[], namespace: string] {
  const at = until.indexOf('--namespace');
  const namespace = at < 0 ? undefined : until[at + 1];
  return [until.filter((word, index) => !HOW.test(word) && (at < 0 || index !== at + 1)), namespace ?? '-'];
}

const torndown = (stages: readonly Stage[], when: Stage['teardown']): readonly string[] =>
  stages
    .filter(({ teardown }) => teardown === when)
    .map(({ file }) => file)
    .reverse();

/** wait, title, seconds, kubectl until it is true, kubectl to show what is missing, kubectl get that names it, its namespace; and osds, seconds. */
function waitRows({ title, until, seconds, show, osds = false }: StageWait): readonly string[] {
  const [subject, namespace] = subjectOf(until);
  const row = ['wait', title, seconds, words(title, until), words(title, show), words(title, subject), namespace].join('\t');
  return osds ? [row, `osds\t${seconds}`] : [row];
}

/** The stages of `cluster.sh apply`, in their order. */
export const stageConstants = (stages: readonly Stage[]): Constants => ({
  // apply, file; or wait and its fields; tabs between them.
  STAGES: stages.flatMap(({ file, waits }) => [`apply\t${file}`, ...waits.flatMap(waitRows)]),
  // The files that the teardown of storage deletes before and after Ceph, in that order: the other way round than they are applied.
  TEARDOWN_BEFORE: torndown(stages, 'before'),
  TEARDOWN_AFTER: torndown(stages, 'after'),
});
