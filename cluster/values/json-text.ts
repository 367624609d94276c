function textOf(this: { readonly text: string }): string {
  return this.text;
}

/** Lets `JSON.stringify` write a value as its text, since JSON has no numbers as large as its own. Copies, comparisons and loops do not see the method. */
export const withJsonText = <T extends { readonly text: string }>(value: T): T => Object.defineProperty(value, 'toJSON', { value: textOf });
