import { CST, Lexer } from 'yaml';

/** A piece of a text, as YAML divides it. */
export interface Token {
  /** What the lexer of YAML calls it. */
  readonly type: CST.TokenType;
  /** Its text, as it was written. */
  readonly source: string;
  /** Where it begins, in characters from the beginning of the text. */
  readonly offset: number;
}

/** Marks that the lexer puts between the pieces: they are not in the text. */
const MARKS: readonly (CST.TokenType | null)[] = ['doc-mode', 'scalar', 'flow-error-end'];

/** Divides a text, also one that is not YAML. Where a line ends brackets that are not closed, there is an empty token. */
export function* tokensOf(text: string): Generator<Token, void, undefined> {
  let offset = 0;
  // The mark of a scalar stands before it, and the scalar itself has no type of its own.
  let scalar = false;
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | null = scalar ? null : CST.tokenType(source);
    if (!scalar && source.length === 1 && MARKS.includes(type)) {
      scalar = type === 'scalar';
      if (type === 'flow-error-end') yield { type, source: '', offset };
      continue;
    }
    yield { type: type ?? 'scalar', source, offset };
    scalar = false;
    offset += source.length;
  }
}
