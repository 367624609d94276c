import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { renderYaml } from '../../../bootstrap/kubeadm/yaml';

const SHARED = [{ name: 'v', value: '2' }];

test.each<[string, object, string]>([
  [
    'what a document is stands first, the rest is sorted',
    { b: 1, kind: 'K', a: 2, apiServer: 3, apiVersion: 'v1' },
    'apiVersion: v1\nkind: K\na: 2\napiServer: 3\nb: 1\n',
  ],
  ['below, too', { x: { name: 'a', apiVersion: 'v1', key: 'b' } }, 'x:\n  apiVersion: v1\n  key: b\n  name: a\n'],
  [
    'words, paths and versions are plain',
    { a: ['v1.36.4', '/dev/stdin', 'unix:///run/x.sock', 'api.home.arpa:6443'] },
    'a:\n  - v1.36.4\n  - /dev/stdin\n  - unix:///run/x.sock\n  - api.home.arpa:6443\n',
  ],
  ['durations and addresses are quoted', { a: ['10m0s', '192.168.0.11', 'fd00::1'] }, 'a:\n  - "10m0s"\n  - "192.168.0.11"\n  - fd00::1\n'],
  [
    'text that some parser takes for a number is quoted',
    { a: ['1e3', '0o17', '0x1F', '1_000', '12:30', '.5', '-1'] },
    'a:\n  - "1e3"\n  - "0o17"\n  - "0x1F"\n  - "1_000"\n  - "12:30"\n  - ".5"\n  - "-1"\n',
  ],
  [
    'text that YAML 1.1 takes for true, false or null is quoted',
    { a: ['true', 'on', 'y', 'NO', 'null', ''] },
    'a:\n  - "true"\n  - "on"\n  - "y"\n  - "NO"\n  - "null"\n  - ""\n',
  ],
  [
    'text that YAML takes for structure is quoted',
    { a: ['a: b', 'a #b', '{a}', '*a', '%a', '- a', 'a\nb', 'a:'] },
    'a:\n  - "a: b"\n  - "a #b"\n  - "{a}"\n  - "*a"\n  - "%a"\n  - "- a"\n  - "a\\nb"\n  - "a:"\n',
  ],
  ['numbers and truth are not', { a: 6443, b: false }, 'a: 6443\nb: false\n'],
  ['nothing is empty', { a: [], b: {} }, 'a: []\nb: {}\n'],
  ['a value in two places stands in both', { a: SHARED, b: SHARED }, 'a:\n  - name: v\n    value: "2"\nb:\n  - name: v\n    value: "2"\n'],
  ['long text stays on its line', { a: 'word '.repeat(40).trim() }, `a: "${'word '.repeat(40).trim()}"\n`],
])('%s', (_, value, expected) => {
  expect(renderYaml([value])).toBe(expected);
});

test('documents are separated, and one stands alone', () => {
  expect([renderYaml([{ a: 1 }]), renderYaml([{ a: 1 }, { b: 2 }, { c: 3 }])]).toStrictEqual(['a: 1\n', 'a: 1\n---\nb: 2\n---\nc: 3\n']);
});

test('any text comes back from YAML 1.1 and from 1.2', () => {
  const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'0123456789_+-.:eExXob nNyYtTfF~=<') }));
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 8 }), (a) => {
      const text = renderYaml([{ a }]);
      const read = (['1.1', '1.2'] as const).map((version) => parseAllDocuments(text, { version }).map((document): unknown => document.toJS()));
      expect(read).toStrictEqual([[{ a }], [{ a }]]);
    }),
    { numRuns: 500 },
  );
});
