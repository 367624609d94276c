import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCluster } from '../../../cluster/define';
import { formatProblem } from '../../../cluster/values/problem';
import { ROOT } from '../specs';

/* Texts that a tired person writes, and all that is said of each: at the character that is wrong, in plain words, with the repair. */

interface Mistake {
  readonly title: string;
  readonly text: string;
  readonly lines: readonly string[];
}

const MISTAKES = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/first-words.json'), 'utf8')) as readonly Mistake[];

const said = (text: string): readonly string[] => readCluster(text).problems.map((problem) => formatProblem(problem, 'c'));

test.each(MISTAKES)('$title is told where it is, with its repair', ({ text, lines }) => expect(said(text)).toEqual(lines));

test('no message is in the words of the parser', () => {
  expect(MISTAKES.filter(({ text }) => said(text).some((line) => line.includes('this is not YAML')))).toEqual([]);
});

const GOOD = 'nodes:\n  - { name: a, address: 192.168.0.11, role: control-plane }\n  - { name: b, address: 192.168.0.12 }\n';

test.each([
  ['line ends of Windows', GOOD.replaceAll('\n', '\r\n')],
  ['a byte order mark at the begin', `\ufeff${GOOD}`],
  ['a tab behind a colon', `name:\thome\n${GOOD}`],
  ['a tab before a comment', `${GOOD}\t# \u3000“전각，”\n`],
  ['a line of a tab', `name: home\n\t\n${GOOD}`],
  ['a comma at the end', GOOD.replace('0.12 }', '0.12, }')],
  ['a list that is not indented', 'nodes:\n- name: a\n  address: 192.168.0.11\n  role: control-plane\nsamples: false\n'],
])('%s is right', (_, text) => expect(said(text)).toEqual([]));
