/** Constants of a bash program by name: a text, or a list of texts. `program.ts` renders them by way of `shell.ts`. */
export type Constants = Readonly<Record<string, string | readonly string[]>>;

/** A truth as bash asks for it. */
export const yesOrNo = (truth: boolean): 'yes' | 'no' => (truth ? 'yes' : 'no');

/** Values that have a text, as bash is told them. */
export const texts = (values: readonly { readonly text: string }[]): readonly string[] => values.map(({ text }) => text);
