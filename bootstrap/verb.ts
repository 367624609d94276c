/** One verb of a program: a row that bash reads for usage, help, completion and everything that is wrong usage. */
export interface Verb {
  /** As typed: one word, or two of which the first names a group. Its function in bash is `verb_` and these words, with `_` between all of them. */
  readonly words: string;
  /**
   * Arguments after the words, as usage shows them. `NODE` is a node of the cluster; `a|b` is one of these; `[WORD...]` may be left out or repeated. The function
   * gets them first.
   * @default none
   */
  readonly arguments?: readonly string[];
  /**
   * Options that it takes, by the names of the program's options. The function gets them after the arguments, in this order: a value or nothing, `yes` or `no`
   * for a switch, lines for what may be repeated.
   * @default none
   */
  readonly options?: readonly string[];
  /** What it does, in one line that begins with a verb or a noun and has no full stop. */
  readonly help: string;
  /**
   * What must hold before it runs: `change` (it changes something), `root`, `lock` (one run at a time on a machine), `node` (it is about a node or the machines).
   * @default nothing: it only prints
   */
  readonly needs?: readonly ('change' | 'root' | 'lock' | 'node')[];
}

/** An option of a program. */
export interface Option {
  /** With its dashes. */
  readonly name: string;
  /**
   * What its value is, as usage shows it; with ... behind it the option may be repeated.
   * @default none: it is a switch
   */
  readonly value?: string;
  /** What it says, in one line. */
  readonly help: string;
}

/** Verbs below one headline of usage. */
export interface VerbGroup {
  /** The headline, without a colon. */
  readonly title: string;
  /** The verbs below it, in the order in which usage shows them. */
  readonly verbs: readonly Verb[];
}

/** What a program can be asked for. */
export interface CommandLine {
  /** All verbs, in the order of usage. */
  readonly groups: readonly VerbGroup[];
  /** All options of the verbs. */
  readonly options: readonly Option[];
}

/** What needs neither root nor a machine, in both programs. */
export const PRINTING: readonly Verb[] = [
  { words: 'help', arguments: ['[VERB...]'], help: 'print this text, or all about one verb' },
  {
    words: 'completion',
    arguments: ['bash|zsh|fish'],
    help: 'print what makes this shell complete verbs, nodes and options; its first lines say where to put it',
  },
];
