import { isFields } from './table';

/** Words with commas and an `and` before the last. */
const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);

/** Fields of which an object is to have one, and no other: what is wrong with what it has. */
export function choiceProblems(path: string, value: unknown, choices: readonly string[], least: 0 | 1 = 1): readonly string[] {
  if (!isFields(value)) return [];
  const given = choices.filter((choice) => value[choice] !== undefined && value[choice] !== null);
  if (given.length === 1 || (given.length === 0 && least === 0)) return [];
  return [`${path} has ${given.join(' and ') || 'nothing'}; give one of ${listed(choices)}`];
}

/** Items of a list that have what an earlier one has; `say` is told the item, its place and that of the earlier one. */
export function twice<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => unknown,
  say: (item: Item, index: number, first: number) => string,
): readonly string[] {
  const keys = items.map((item) => JSON.stringify(keyOf(item)));
  return items.flatMap((item, index) => {
    const first = keys.indexOf(keys[index] ?? '');
    return keyOf(item) === undefined || first === index ? [] : [say(item, index, first)];
  });
}
