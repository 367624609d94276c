import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PHASES } from '../../bootstrap/phases';

/* What the pages say about the programs is what the programs say. */

const root = join(__dirname, '../..');
const page = (path: string): string => readFileSync(join(root, path), 'utf8');

const said = readdirSync(join(root, 'bootstrap'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.bash'))
  .map((path) => page(`bootstrap/${path}`))
  .join('\n');

/** The cells of every row of tables that has three of them, without the heads. */
const rows = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
    .filter((cells, index, all) => cells.length === 3 && !cells[0]?.startsWith('---') && !all[index + 1]?.[0]?.startsWith('---'));

test('the README tells each phase, what is true after it and why, in the order in which they run', () => {
  const table = PHASES.map(({ name, title, why }) => `| ${name} | ${title} | ${why} |\n`).join('');
  expect(page('README.md')).toContain(`| phase | what is true after it | why |\n| --- | --- | --- |\n${table}\n`);
});

test('the README in Korean tells the same phases in the same order', () => {
  const names = rows(page('README.ko.md').split('| 단계 |')[1]?.split('\n## ')[0] ?? '').map(([name]) => name);
  expect(names.filter((name) => PHASES.some((phase) => phase.name === name))).toEqual(PHASES.map(({ name }) => name));
});

describe.each(['docs/troubleshooting.md', 'docs/troubleshooting.ko.md'])('%s', (path) => {
  const checks = rows(page(path)).flatMap(([, check = '']) => [...check.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words));

  test('quotes what the programs say, and phases that there are', () => {
    expect(checks.filter((words) => !said.includes(words) && !PHASES.some(({ name }) => name === words))).toEqual([]);
    expect(checks.length).toBeGreaterThan(25);
  });

  test('gives each symptom a check and a repair', () => {
    expect(rows(page(path)).filter((cells) => cells.some((cell) => cell.trim() === '') || !cells[1]?.includes('`'))).toEqual([]);
  });
});

test('both languages know the same checks in the same order', () => {
  const checks = (path: string) => rows(page(path)).map(([, check = '']) => [...check.matchAll(/`([^`]+)`/g)].map(([, words]) => words));
  expect(checks('docs/troubleshooting.ko.md')).toEqual(checks('docs/troubleshooting.md'));
});
