import { readdirSync } from 'node:fs';
import { PHASES } from '../../bootstrap/phases';
import { SOURCES } from './bash';

const files = [...SOURCES.keys()].filter((path) => path.startsWith('bootstrap/phases/'));

test('each phase has a bats file of its name', () => {
  const bats = readdirSync(__dirname).filter((name) => name.endsWith('.bats'));
  expect(PHASES.filter(({ name }) => !bats.includes(`${name}.bats`))).toEqual([]);
});

test('every file in bootstrap/phases/ occurs exactly once in the list of phases, and every phase has its file', () => {
  expect(PHASES.map(({ name }) => `bootstrap/phases/${name}.bash`).sort()).toEqual([...files].sort());
});

test.each(PHASES.map(({ name }) => name))('%s has a check and an apply', (name) => {
  const text = SOURCES.get(`bootstrap/phases/${name}.bash`) ?? '';
  expect([...text.matchAll(/^(\w+_(?:check|apply))\(\)/gm)].map(([, found]) => found)).toEqual(expect.arrayContaining([`${name}_check`, `${name}_apply`]));
});

test('titles and reasons are sentences of their own', () => {
  expect(new Set(PHASES.map(({ title }) => title)).size).toBe(PHASES.length);
  for (const { why } of PHASES) expect(why).toMatch(/^\w.*\.$/);
});

test('only retry_until sleeps', () => {
  const sleeping = [...SOURCES].flatMap(([path, text]) => (/^\s*sleep\b/m.test(text) ? [path] : []));
  expect(sleeping).toEqual(['bootstrap/lib/retry.bash']);
});
