import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yamlOf } from '../../cli/yaml';
import { areHere } from './api-server';

const CHARACTERS = [...'0189_.eExXoObB+-:~nNyYfa', ' ', '#', '\n'];
const WORDS = ['yes', 'No', 'on', 'OFF', 'true', 'null', '.inf', '-.Inf', '.NaN', '2001-01-01', '2001-12-14t21:59:43.10-05:00', '190:20:30', '<<', '='];

/** All texts of up to so many of the characters. */
const textsOf = (characters: readonly string[], longest: number): readonly string[] =>
  longest === 0 ? [''] : ['', ...characters.flatMap((first) => textsOf(characters, longest - 1).map((rest) => `${first}${rest}`))];

const NUMBERS = ['0o644', '-0X1F', '0b1_0', '1_000', '+1.5e3', '1__0.5_', '0777', '08', '1e1000', '9'.repeat(30)];

const TEXTS = [...textsOf(CHARACTERS, 3), ...textsOf([' ', '\n', '\t', 'a', '#'], 5), ...WORDS, ...NUMBERS, ...NUMBERS.map((number) => `${number} `)];

(areHere('kubectl') ? test : test.skip)('kubectl reads each text of a manifest as that text, whatever it looks like', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yaml-'));
  try {
    const data = Object.fromEntries(TEXTS.map((text, index) => [`k${index}`, text]));
    const file = join(folder, 'texts.yaml');
    writeFileSync(file, yamlOf([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'texts' }, data }]));
    const kubectl = join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubectl');
    // `label --local` asks no server.
    const read: unknown = JSON.parse(
      execFileSync(kubectl, ['label', '--local', '--filename', file, '--output', 'json', 'read=back'], { encoding: 'utf8', maxBuffer: 2 ** 26 }),
    );
    expect(read).toMatchObject({ data });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
