import { App, Chart } from 'cdk8s';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeManifests } from '../../cli/manifests';
import { plainObject } from '../../objects/plain-object';
import { quoted } from '../../objects/quoted-text';

/**
 * Texts that readers without quotes take for something else: go-yaml 2, which kubectl reads with, drops underscores and reads each prefix of Go; YAML 1.1 has
 * more words, and numbers to the base 60; YAML 1.2 has 0o.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.0/resolve.go
 */
const MISREAD = [
  ...['0o644', '0O644', '-0o17', '0x1F', '0X1F', '0b11', '0B11', '0644', '12', '-1', '+1', '1_000', '-_1', '1__0', '0o6_44'],
  ...['1.5', '1.', '.5', '1e3', '1E3', '1e_3', '1e+3', '-.5e-3', '.inf', '-.Inf', '.NaN', '1:30', '190:20:30', '190:20:30.15'],
  ...['y', 'Y', 'n', 'N', 'yes', 'No', 'ON', 'off', 'true', 'False', 'TRUE', 'null', 'Null', '~', '', '='],
  ...['2026-11-28', '2026-11-28T12:00:00Z', '2026-11-28 12:00:00'],
];

/** Texts that every reader takes for text, as they are. */
const PLAIN = ['10Gi', '100m', '0.0.0.0', '1.37.0', 'v1', '192.168.0.1/24', 'yesterday', '0o9', '0xg', 'on-call', '0o644 ', '1.2.3', '_', 'e5', '-', '--flag'];

const folder = mkdtempSync(join(tmpdir(), 'quoted-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is written of a text, as a value and as a key, by our writer and by that of cdk8s. */
function written(text: string): readonly string[] {
  const app = new App({ outdir: folder });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  plainObject(chart, 'ConfigMap', { metadata: { name: 'web' }, data: { MODE: text, [text]: 'x' } });
  app.synth();
  const theirs = readFileSync(join(folder, 'shop.k8s.yaml'), 'utf8');
  writeManifests(app);
  return [theirs, readFileSync(join(folder, 'shop.k8s.yaml'), 'utf8'), app.synthYaml()];
}

test.each(MISREAD)('env value %j written without quotes in YAML: it is quoted, whoever writes the file', (text) => {
  for (const yaml of written(text)) {
    expect(yaml).toContain(`  MODE: ${JSON.stringify(text)}\n`);
    expect(yaml).toContain(`  ${JSON.stringify(text)}: x\n`);
    for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toMatchObject({ data: { MODE: text, [text]: 'x' } });
  }
});

test.each(PLAIN)('%j is read back as it is', (text) => {
  for (const yaml of written(text)) for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toMatchObject({ data: { MODE: text } });
});

test('what nobody misreads stays what it was, and a quoted one is still text in JSON', () => {
  const object = { data: { a: '0.0.0.0', b: 5, c: [true, null, '10Gi'] } };
  expect(quoted(object)).toEqual(object);
  expect(JSON.parse(JSON.stringify(quoted({ a: ['0o644'], '0o7': { b: '1_0' } })))).toEqual({ a: ['0o644'], '0o7': { b: '1_0' } });
});
