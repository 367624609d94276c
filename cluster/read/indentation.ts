import type { Line } from './lines';
import type { TextProblem } from './text-problem';

const spaces = (count: number): string => (count === 1 ? '1 space' : `${count} spaces`);

/** A column at which lines begin: list items with their dashes, or fields. */
interface Column {
  readonly at: number;
  readonly dash: boolean;
}

/** Columns at which something begins in a line: its own, and that of what follows a dash. */
function columnsOf(text: string): readonly Column[] {
  const [, indent = '', dashes = ''] = /^( *)((?:- +|-$)*)/.exec(text) ?? [];
  const marks = [...dashes.matchAll(/-( +|$)/g)];
  return [
    { at: indent.length, dash: marks.length > 0 },
    ...marks.map(({ 0: dash, index }, place) => ({ at: indent.length + index + dash.length, dash: place < marks.length - 1 })),
  ].slice(0, text.endsWith('-') ? marks.length : undefined);
}

/** Whether a line may have deeper ones below it. */
const opens = (text: string): boolean => /(:|^-|\s-)(\s+[&!]\S+)*$/.test(text.replace(/\s+#.*$/, ''));

const colonless = ({ offset, text }: Line): TextProblem => ({
  offset: offset + text.search(/\S/),
  problem: 'this line has no colon',
  repair: 'write the name of a field, a colon, a blank and the value',
});

/** What is wrong where a line begins at a column that lines above it have. */
function mixed(offset: number, own: Column, above: Column, [columns, removed]: readonly [readonly Column[], readonly Column[]]): TextProblem | undefined {
  if (own.dash === above.dash) return undefined;
  const dash = [...columns, ...removed].find((column) => column.dash);
  if (!own.dash)
    return {
      offset,
      problem: 'no dash begins this line, and the lines above at this column have one',
      repair: `indent it by ${spaces(removed[0]?.at ?? own.at + 2)}, as what follows the dash above`,
    };
  return {
    offset,
    problem: 'a dash begins this line, and the lines above at this column have none',
    repair:
      dash === undefined
        ? 'remove it, or indent the line further than the field that the list belongs to'
        : `indent it by ${spaces(dash.at)}, as the dashes above`,
  };
}

/** Which line is not indented like one above it, nor deeper than one that something may follow. */
export function* misindented(lines: readonly Line[]): Generator<TextProblem, void, undefined> {
  const columns: Column[] = [];
  let previous: Line | undefined;
  for (const line of lines) {
    const [own = { at: 0, dash: false }, ...inner] = columnsOf(line.text);
    const offset = line.offset + own.at;
    const removed = columns.filter(({ at }) => at > own.at);
    columns.splice(columns.length - removed.length);
    const follows = previous !== undefined && removed.length === 0;
    // A list may stand at the column of the field that it belongs to, and that field's neighbours go on after it.
    if (columns.at(-1)?.at === own.at && columns.at(-1)?.dash === true && !own.dash && columns.at(-2)?.at === own.at) columns.pop();
    if (own.dash && columns.at(-1)?.at === own.at && follows && opens(previous?.text ?? '') && columns.at(-1)?.dash === false) columns.push(own);
    const above = columns.at(-1);
    if (previous !== undefined && above?.at !== own.at && (removed.length > 0 || !opens(previous.text))) {
      const wanted = [...new Set([...(above === undefined ? [] : [above]), ...removed].map(({ at }) => at))].map(String).join(' or ');
      if (removed.length === 0 && !previous.text.includes(':') && !/^ *-/.test(previous.text)) yield colonless(previous);
      yield {
        offset,
        problem: `this line is indented by ${spaces(own.at)}, and the lines above by ${wanted}`,
        repair: 'give what belongs together the same indentation',
      };
      return;
    }
    const found = above?.at === own.at ? mixed(offset, own, above, [columns, removed]) : undefined;
    if (found !== undefined) {
      yield found;
      return;
    }
    if (above?.at !== own.at) columns.push(own);
    columns.push(...inner);
    previous = line;
  }
}

/** Which line has no colon, nor a dash. */
export function* colonlessLines(lines: readonly Line[]): Generator<TextProblem, void, undefined> {
  for (const line of lines) if (!line.text.includes(':') && !/^ *-/.test(line.text)) yield colonless(line);
}
