import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeText } from '../../cluster/judge';
import type { Rules } from '../../cluster/rules/rule';
import { RULES, RULES_OF_SEVERAL } from '../../cluster/rules/rules';
import { formatProblem } from '../../cluster/values/problem';
import { ROOT, SEVERAL, VALID_SPECS, clusterOf } from './specs';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The names of a folder's files that end so. */
const named = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

const FOLDERS: readonly (readonly [folder: string, rules: Rules])[] = [
  ['test/fixtures/invalid', RULES],
  [`${SEVERAL}/invalid`, RULES_OF_SEVERAL],
];

describe.each(FOLDERS)('What is wrong with a spec of %s is told in full', (folder, rules) => {
  test.each(named(folder, '.yaml'))('%s', (name) => {
    const read = (ending: string): string => readFileSync(join(ROOT, folder, `${name}.${ending}`), 'utf8');
    const { cluster, problems } = judgeText(read('yaml'), rules);
    const lines = problems.map((problem) => `${formatProblem(problem, `${name}.yaml`)}\n`).join('');
    expect(lines).toBe(read('txt'));
    expect(lines).not.toBe('');
    expect(cluster === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  });

  test('every message has its spec', () => {
    expect(named(folder, '.txt')).toEqual(named(folder, '.yaml'));
  });
});

test('every rule has a fixture', () => {
  const shown = new Set(FOLDERS.flatMap(([folder]) => named(folder, '.yaml')).map((name) => name.split('--')[0]));
  expect(Object.keys({ ...RULES, ...RULES_OF_SEVERAL }).filter((rule) => !shown.has(kebab(rule)))).toEqual([]);
});

test.each(VALID_SPECS)('%s becomes a cluster', (file) => {
  expect(clusterOf(file).nodes).not.toEqual([]);
});

test('the cluster.yaml that comes with the project is told nothing', () => {
  expect(judgeText(readFileSync(join(ROOT, 'cluster.yaml'), 'utf8'), RULES).problems).toEqual([]);
});
