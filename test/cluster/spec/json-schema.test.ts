import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterJsonSchema } from '../../../cluster/spec/json-schema';

interface Field {
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
}

const root = join(__dirname, '../../..');
const schema = JSON.parse(clusterJsonSchema()) as Field;

/** Every field of the spec, by its path. */
const fieldsOf = (field: Field, path: string): readonly (readonly [string, Field])[] => [
  [path, field],
  ...Object.entries(field.properties ?? {}).flatMap(([name, child]) => fieldsOf(child, path === '' ? name : `${path}.${name}`)),
  ...(field.items === undefined ? [] : fieldsOf(field.items, `${path}[]`)),
];

test('an editor can explain every field', () => {
  const silent = fieldsOf(schema, '').filter(([path, field]) => !path.endsWith('SANs[]') && !path.endsWith('Addresses[]') && (field.description ?? '') === '');
  expect(silent.map(([path]) => path)).toEqual([]);
  expect(fieldsOf(schema, '').length).toBeGreaterThan(40);
});

test('only the machines, and what a machine cannot do without, are required', () => {
  const required = fieldsOf(schema, '').flatMap(([path, { required: names = [] }]) => names.map((name) => `${path}.${name}`));
  const chunks = ['blockPools[]', 'filesystem', 'objectStore'].map((pool) =>
    ['dataChunks', 'codingChunks'].map((name) => `storage.rook.${pool}.erasureCoding.${name}`),
  );
  expect(required).toEqual([
    '.nodes',
    'sources.registryAccess[].host',
    'storage.rook.blockPools[].name',
    ...chunks.flat(),
    'nodes[].name',
    'nodes[].address',
    'nodes[].disks[].device',
    'nodes[].taints[].key',
    'nodes[].taints[].effect',
  ]);
});

test('cluster.yaml names its schema in the first line', () => {
  expect(readFileSync(join(root, 'cluster.yaml'), 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=./cluster.schema.json');
});

test('an editor says what holds where a field is left out, also where that is no value', () => {
  expect(schema.properties?.['nodes']?.items?.properties?.['memory']?.description).toMatch(/ By default: not known\.$/);
  expect(clusterJsonSchema()).not.toContain('byDefault');
});

test.each(['README.md', 'README.ko.md'])('%s shows a refusal as it really is', (document) => {
  const fixture = (ending: string): string => readFileSync(join(root, 'test/fixtures/invalid', `readme.${ending}`), 'utf8');
  const text = readFileSync(join(root, document), 'utf8');
  expect(text).toContain(fixture('yaml').split('\n').slice(1).join('\n'));
  expect(text).toContain(fixture('txt').replaceAll('readme.yaml', 'cluster.yaml'));
});
