/** A place where a text is not as it has to be. */
export interface TextProblem {
  /** Where it is, in characters from the beginning of the text. */
  readonly offset: number;
  /** What is wrong, as the predicate of a sentence. */
  readonly problem: string;
  /** What mends it, as an imperative. */
  readonly repair: string;
}
