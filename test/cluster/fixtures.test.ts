import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeText } from '../../cluster/judge';
import { RULES } from '../../cluster/rules/rules';
import { formatProblem } from '../../cluster/values/problem';
import { ROOT, VALID_SPECS, clusterOf } from './specs';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The names of a folder's files that end so. */
const named = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

const FOLDER = 'test/fixtures/invalid';

describe('What is wrong with a spec is told in full', () => {
  test.each(named(FOLDER, '.yaml'))('%s', (name) => {
    const read = (ending: string): string => readFileSync(join(ROOT, FOLDER, `${name}.${ending}`), 'utf8');
    const { cluster, problems } = judgeText(read('yaml'));
    const lines = problems.map((problem) => `${formatProblem(problem, `${name}.yaml`)}\n`).join('');
    expect(lines).toBe(read('txt'));
    expect(lines).not.toBe('');
    expect(cluster === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  });

  test('every message has its spec', () => {
    expect(named(FOLDER, '.txt')).toEqual(named(FOLDER, '.yaml'));
  });
});

test('every rule has a fixture', () => {
  const shown = new Set(named(FOLDER, '.yaml').map((name) => name.split('--')[0]));
  expect(Object.keys(RULES).filter((rule) => !shown.has(kebab(rule)))).toEqual([]);
});

test.each(VALID_SPECS)('%s becomes a cluster', (file) => {
  expect(clusterOf(file).nodes).not.toEqual([]);
});

test('the cluster.yaml that comes with the project is told nothing', () => {
  expect(judgeText(readFileSync(join(ROOT, 'cluster.yaml'), 'utf8')).problems).toEqual([]);
});
