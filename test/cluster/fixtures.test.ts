import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCluster } from '../../cluster/define';
import { RULES } from '../../cluster/rules/rules';
import { formatProblem } from '../../cluster/values/problem';

const fixtures = join(__dirname, '../fixtures');

const named = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(fixtures, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const invalid = named('invalid', '.yaml');

describe('What is wrong with a cluster.yaml is said in full', () => {
  test.each(invalid)('%s', (name) => {
    const { cluster, problems } = readCluster(readFileSync(join(fixtures, 'invalid', `${name}.yaml`), 'utf8'));
    const lines = problems.map((problem) => `${formatProblem(problem, `${name}.yaml`)}\n`).join('');
    expect(lines).toBe(readFileSync(join(fixtures, 'invalid', `${name}.txt`), 'utf8'));
    expect(lines).not.toBe('');
    expect(cluster === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  });

  test('every message has its spec and every rule has a fixture', () => {
    expect(named('invalid', '.txt')).toEqual(invalid);
    const shown = new Set(invalid.map((name) => name.split('--')[0]));
    expect(Object.keys(RULES).filter((rule) => !shown.has(kebab(rule)))).toEqual([]);
  });
});

describe('A good cluster.yaml becomes a cluster', () => {
  test.each(named('valid', '.yaml'))('%s', (name) => {
    const { cluster, problems } = readCluster(readFileSync(join(fixtures, 'valid', `${name}.yaml`), 'utf8'));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(cluster).toBeDefined();
  });
});
