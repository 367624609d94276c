import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SAMPLES } from '../../charts/samples/rows';

const folder = resolve(__dirname, '../../docs/learn');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

const files = readdirSync(folder);
const topics = SAMPLES.map(({ id }) => id.slice('0000-demo-'.length));

/** Pages about an App of the reader's own: nothing of it is in dist/. */
const OWN_APP = ['cdk8s-plus'];

const blocksOf = (page: string, language: string): readonly string[] =>
  [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(([, name]) => name === language).map(([, , code]) => code ?? '');

/** Comments are in the language of the page. */
const uncommented = (code: string): string => code.replace(/ *(\/\/|#) .*$/gm, '').replace(/^\n/gm, '');

test('each sample has a page in both languages, and each other page is about an App of the reader', () => {
  expect([...files].sort()).toEqual([...topics, ...OWN_APP, 'README'].flatMap((topic) => [`${topic}.ko.md`, `${topic}.md`]).sort());
});

describe.each([...topics, ...OWN_APP])('the page of %s', (topic) => {
  const [english, korean] = [read(`${topic}.md`), read(`${topic}.ko.md`)];
  const file = SAMPLES.find((sample) => sample.id.endsWith(`-demo-${topic}`))?.id ?? '0900-shop';

  test('leads to its other language and to all pages', () => {
    expect(english).toContain(`\n[한국어](${topic}.ko.md) · [all pages](README.md)\n`);
    expect(korean).toContain(`\n[English](${topic}.md) · [전체 목록](README.ko.md)\n`);
  });

  test('shows the same TypeScript, commands and output in both languages', () => {
    expect(blocksOf(english, 'ts')).toHaveLength(1);
    for (const language of ['ts', 'sh']) expect(blocksOf(korean, language).map(uncommented)).toEqual(blocksOf(english, language).map(uncommented));
    // A diagram has words; output has none that could be translated.
    expect(blocksOf(english, 'text')).toEqual(expect.arrayContaining(blocksOf(korean, 'text').filter((block) => !/\p{Script=Hangul}/u.test(block))));
    expect(blocksOf(korean, 'text')).toHaveLength(blocksOf(english, 'text').length);
  });

  test('says what to run, what is seen, and how to undo it', () => {
    expect([...english.matchAll(/^## .*$/gm)].map(([heading]) => heading)).toEqual(['## The TypeScript', '## Run it', '## What you will see', '## Undo it']);
    expect([...korean.matchAll(/^## .*$/gm)].map(([heading]) => heading)).toEqual(['## TypeScript', '## 실행', '## 결과', '## 되돌리기']);
    for (const page of [english, korean]) expect(page).toContain(`dist/${file}.k8s.yaml`);
  });

  test('is in the index', () => {
    expect(read('README.md')).toContain(`](${topic}.md)`);
    expect(read('README.ko.md')).toContain(`](${topic}.ko.md)`);
  });
});

test('no page leads nowhere', () => {
  const links = files.flatMap((file) => [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => join(folder, target ?? '')));
  const missing = links.filter((target) => !readableFile(target));
  expect(missing).toEqual([]);
  expect(links.length).toBeGreaterThan(files.length);
});

function readableFile(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}
