/** A place where a text is not laid out as YAML wants it. */
export interface LayoutProblem {
  /** Where it is, in characters from the beginning of the text. */
  readonly offset: number;
  /** What is wrong, as the predicate of a sentence. */
  readonly problem: string;
  /** What mends it, as an imperative. */
  readonly repair: string;
}
