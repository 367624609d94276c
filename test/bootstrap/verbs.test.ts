import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from '../../bootstrap/verb';
import { CLUSTER_COMMANDS, NODE_COMMANDS, verbConstants } from '../../bootstrap/verbs';
import { VERSION } from '../../bootstrap/version';
import { ROOT, SOURCES } from './bash';

const PROGRAMS: readonly (readonly [name: string, commands: CommandLine, folders: RegExp])[] = [
  ['node.sh', NODE_COMMANDS, /^bootstrap\/(lib|node|phases)\//],
  ['cluster.sh', CLUSTER_COMMANDS, /^bootstrap\/(lib|cluster)\//],
];

describe.each(PROGRAMS)('the rows of %s', (_, commands, folders) => {
  const verbs = commands.groups.flatMap((group) => group.verbs);
  const options = commands.options.map(({ name }) => name);

  test('have a function in bash each, and each function of a verb has a row', () => {
    const text = [...SOURCES].flatMap(([path, source]) => (folders.test(path) ? [source] : [])).join('\n');
    const functions = [...text.matchAll(/^(verb_\w+)\(\) \{/gm)].map(([, name]) => name).filter((name) => name !== 'verb_needs');
    expect(verbs.map(({ words }) => `verb_${words.replaceAll(/[ -]/g, '_')}`).sort()).toEqual(functions.sort());
  });

  test('name each verb once, in one word or two', () => {
    expect(new Set(verbs.map(({ words }) => words)).size).toBe(verbs.length);
    expect(verbs.filter(({ words }) => !/^[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)?$/.test(words))).toEqual([]);
  });

  test('take the options that there are, and each option is taken', () => {
    expect([...new Set(verbs.flatMap((verb) => verb.options ?? []))].sort()).toEqual([...options].sort());
  });

  test('are lists of one length in bash, and a row is a line', () => {
    const constants = verbConstants(commands);
    const lengths = Object.entries(constants).flatMap(([name, value]) => (name.startsWith('VERB') ? [value.length] : []));
    expect(new Set(lengths)).toEqual(new Set([verbs.length]));
    expect(
      Object.values(constants)
        .flat()
        .filter((text) => /[\n\t]/.test(text)),
    ).toEqual([]);
  });

  test('help is one line, with no full stop at its end', () => {
    expect([...verbs, ...commands.options].filter(({ help }) => !/^[a-z][^\n]*[^.\n]$/.test(help) && !help.startsWith('Ceph'))).toEqual([]);
  });
});

test('the version that both programs say is the one of the package', () => {
  expect(VERSION).toBe((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version);
});
