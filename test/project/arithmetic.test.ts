import { SOURCES } from '../bootstrap/bash';
import { arithmeticOnText } from './arithmetic';

/* Bash runs commands that stand in what it calculates with: at the desk only what is a number by its assignments may be there. */

const DESK = new Map([...SOURCES].filter(([path]) => /^bootstrap\/(cluster\.bash|cluster\/)/.test(path)));

test('at the desk nothing is calculated with text of machines', () => {
  expect(DESK.size).toBeGreaterThan(15);
  expect(arithmeticOnText(DESK)).toEqual([]);
});

test.each([
  ['a variable with an answer', 'there="$(reach "$name" date)"\nskew=$((there - 1))\n', 'there'],
  ['a parameter', 'f() {\n  local seconds="$1"\n  ((seconds > 0)) || return\n}\n', 'seconds'],
  ['a parameter by its number', 'f() { echo $(($1 + 1)); }\n', '$1'],
  ['what read fills', 'read -r here there <file\n((here > 1))\n', 'here'],
  ['what a loop takes from a list', 'for word in $answer; do ((word > 1)); done\n', 'word'],
  ['the index of a list', 'line="$(ssh)"\necho "${rows[$line]}"\n', 'line'],
  ['the offset of a part', 'at="$(ssh)"\necho "${text:at:3}"\n', 'at'],
  ['a test of numbers', 'count=1\n[[ $count -gt 0 ]]\n', '-gt'],
  ['printf %d', 'printf "%d" "$answer"\n', '%d'],
  ['a declaration as a number', 'local -i count="$answer"\n', '-i'],
])('%s is found', (_, text, name) => {
  expect(arithmeticOnText(new Map([['a.bash', text]]))).toEqual([expect.stringContaining(name)]);
});

test.each([
  'count=0\ncount=$((count + ${#names[@]}))\n',
  'declare -A first=()\nfirst[$value]=1\necho "${first[$value]}"\n',
  'for index in "${!ROWS[@]}"; do echo "${ROWS[index]}"; done\n',
  'readonly MOST=5\n(($# > MOST && SECONDS > 1))\n',
  '# number: matched above\necho $((10#${BASH_REMATCH[1]} + 1))\n',
])('%j is fine', (text) => {
  expect(arithmeticOnText(new Map([['a.bash', text]]))).toEqual([]);
});
