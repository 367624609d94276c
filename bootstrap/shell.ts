/* The one door from values to bash: nothing else in TypeScript writes shell text. */

/** Text as one word of bash that means exactly this text. */
export function quote(text: string): string {
  if (text.includes('\0')) throw new Error(`${JSON.stringify(text)} holds a NUL, which no word of bash can; remove it`);
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const NAME = /^[A-Z][A-Z0-9_]*$/;

function named(name: string): string {
  if (!NAME.test(name)) throw new Error(`${name} is not a name of a constant; use capital letters, digits and underscores`);
  return name;
}

/** A constant that holds the text. */
export const assign = (name: string, text: string): string => `readonly ${named(name)}=${quote(text)}\n`;

/** A constant that holds a list, an element a line. */
export const assignList = (name: string, texts: readonly string[]): string =>
  texts.length === 0 ? `readonly ${named(name)}=()\n` : `readonly ${named(name)}=(\n${texts.map((text) => `  ${quote(text)}\n`).join('')})\n`;

/** Constants by name, in their order. */
export const assignAll = (constants: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(constants)
    .map(([name, value]) => (typeof value === 'string' ? assign(name, value) : assignList(name, value)))
    .join('');

/** Parts of a program, each below a comment that says where it comes from. */
export const section = (title: string, text: string): string => `# --- ${title.replaceAll('\n', ' ')}\n\n${text.trim()}\n\n`;
