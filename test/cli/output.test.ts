import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFolder } from '../../cli/output';

let home: string;
let dist: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'output-'));
  dist = join(home, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, '0000-old.k8s.yaml'), 'old');
});

afterEach(() => rmSync(home, { recursive: true }));

const writeNew = (fresh: string): void => writeFileSync(join(fresh, '0000-new.k8s.yaml'), 'new');
const files = (): readonly string[] =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'dist')
    .sort();

test('what is written takes the place of all that was there', () => {
  replaceFolder(dist, writeNew);
  expect(files()).toEqual(['dist/0000-new.k8s.yaml']);
});

test('a folder that is not there is made, with those above it', () => {
  replaceFolder(join(home, 'deep/er/dist'), writeNew);
  expect(readFileSync(join(home, 'deep/er/dist/0000-new.k8s.yaml'), 'utf8')).toBe('new');
});

test('while it is written, the old folder is whole', () => {
  replaceFolder(dist, (fresh) => {
    writeNew(fresh);
    expect(readdirSync(dist)).toEqual(['0000-old.k8s.yaml']);
  });
});

test('where writing fails, the old folder stays and nothing is left beside it', () => {
  const fail = (fresh: string): never => {
    writeNew(fresh);
    throw new Error('no space left');
  };
  expect(() => replaceFolder(dist, fail)).toThrow('no space left');
  expect(files()).toEqual(['dist/0000-old.k8s.yaml']);
});

test('what a killed run left is put back, or taken away', () => {
  renameSync(dist, join(home, '.dist.old'));
  // Process IDs end below this one on every Linux.
  mkdirSync(join(home, '.dist.new-4194305'));
  expect(() =>
    replaceFolder(dist, () => {
      throw new Error('refused');
    }),
  ).toThrow('refused');
  expect(files()).toEqual(['dist/0000-old.k8s.yaml']);
});

test('what another run is writing at the same time is left alone', () => {
  mkdirSync(join(home, `.dist.new-${process.ppid}`));
  replaceFolder(dist, writeNew);
  expect(files()).toEqual([`.dist.new-${process.ppid}`, 'dist/0000-new.k8s.yaml']);
});

test('a link to a folder stays a link', () => {
  renameSync(dist, join(home, 'elsewhere'));
  symlinkSync('elsewhere', dist);
  replaceFolder(dist, writeNew);
  expect(readlinkSync(dist)).toBe('elsewhere');
  expect(readdirSync(join(home, 'elsewhere'))).toEqual(['0000-new.k8s.yaml']);
});

test('a folder that holds anything else is refused before anything is written', () => {
  writeFileSync(join(dist, 'thesis.odt'), '');
  mkdirSync(join(dist, 'photos'));
  let asked = false;
  expect(() =>
    replaceFolder(dist, () => {
      asked = true;
    }),
  ).toThrow(`${dist} holds photos and 1 other that synth did not write, and replacing the folder would remove them; name another folder, or move them`);
  expect(asked).toBe(false);
  expect(existsSync(join(dist, 'thesis.odt'))).toBe(true);
});

test('a file in the place of the folder is refused', () => {
  rmSync(dist, { recursive: true });
  writeFileSync(dist, '');
  expect(() => replaceFolder(dist, writeNew)).toThrow(`${dist} is not a folder; name another one, or move it`);
});
